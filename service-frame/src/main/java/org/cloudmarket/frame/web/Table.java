package org.cloudmarket.frame.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Rows that are written while they are read, so that there may be more of them than memory has room
 * for.
 *
 * @param rows each with a value for each column; null for none
 */
public record Table(List<Column> columns, Stream<List<Object>> rows) {

  /** What the values of a column are, for formats that ask. */
  public enum Kind {
    TEXT,
    /** A whole number of 64 bits. */
    WHOLE,
    /** A number, or a text that is one. */
    NUMBER,
    FLAG
  }

  /** A column. */
  public record Column(String name, Kind kind) {

    public static Column text(String name) {
      return new Column(name, Kind.TEXT);
    }

    public static Column whole(String name) {
      return new Column(name, Kind.WHOLE);
    }

    public static Column number(String name) {
      return new Column(name, Kind.NUMBER);
    }

    public static Column flag(String name) {
      return new Column(name, Kind.FLAG);
    }
  }

  /** The media type, second to JSON where a client takes both. */
  public static final String CSV = "text/csv;qs=0.4";

  /** The media type of a table's dictionary, which is asked for by name alone. */
  public static final String DATA_PACKAGE = "application/vnd.datapackage+json;qs=0.2";

  /** With what a formula of a spreadsheet begins. */
  private static final String FORMULAS = "=+-@\t\r";

  private static final Set<Type> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);

  /** What a table of records leaves out: addresses. */
  private static final String LINKS = "links";

  public Table {
    columns = List.copyOf(columns);
  }

  /**
   * A row for each record, a column for each of its components; those of a component that is a
   * record itself have both names, with a dot between.
   */
  public static <R extends Record> Table of(Class<R> type, Stream<R> records) {
    List<Column> columns = new ArrayList<>();
    columns("", type, component -> kind(component.getType()), columns);
    return new Table(
        columns,
        records.map(
            each -> {
              List<Object> row = new ArrayList<>(columns.size());
              values(type, each, row);
              return row;
            }));
  }

  /**
   * All items of a list that is read page by page.
   *
   * @param first the first page
   * @param next the page behind another; empty at the end
   */
  public static <T> Stream<T> pages(List<T> first, UnaryOperator<List<T>> next) {
    return Stream.iterate(first, page -> !page.isEmpty(), next).flatMap(List::stream);
  }

  /** The columns of a record that has a list by month in each of its components. */
  public static List<Column> columns(Class<? extends Record> type) {
    List<Column> columns = new ArrayList<>();
    columns("", type, component -> kind(ofMonth(component)), columns);
    return columns;
  }

  /** What such a record has of a month. */
  public static List<Object> month(Record record, int month) {
    List<Object> row = new ArrayList<>();
    values(record.getClass(), record, row);
    row.replaceAll(byMonth -> ((List<?>) byMonth).get(month));
    return row;
  }

  private static void columns(
      String prefix, Class<?> type, Function<RecordComponent, Kind> kind, List<Column> into) {
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + component.getName();
      if (component.getType().isRecord()) {
        columns(name + ".", component.getType(), kind, into);
      } else if (!name.equals(LINKS)) {
        into.add(new Column(name, kind.apply(component)));
      }
    }
  }

  private static Type ofMonth(RecordComponent component) {
    return ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
  }

  private static Kind kind(Type type) {
    if (WHOLE.contains(type)) {
      return Kind.WHOLE;
    }
    if (type == double.class || type == Double.class) {
      return Kind.NUMBER;
    }
    return type == boolean.class || type == Boolean.class ? Kind.FLAG : Kind.TEXT;
  }

  private static void values(Class<?> type, Object record, List<Object> into) {
    for (RecordComponent component : type.getRecordComponents()) {
      Object value = record == null ? null : value(component, record);
      if (component.getType().isRecord()) {
        values(component.getType(), value, into);
      } else if (!component.getName().equals(LINKS)) {
        into.add(value);
      }
    }
  }

  private static Object value(RecordComponent component, Object record) {
    try {
      // Records of resources are seen by nobody else.
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record has its components", e);
    }
  }

  /** A line of CSV after RFC 4180, with its end. */
  static String line(Collection<?> values) {
    return values.stream().map(value -> quoted(cell(value))).collect(Collectors.joining(","))
        + "\r\n";
  }

  /** Spreadsheets would take a text that begins as a formula for one, and reckon it. */
  private static String cell(Object value) {
    String text = text(value);
    boolean number = value instanceof Number || (value instanceof JsonNode node && node.isNumber());
    boolean formula = !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0;
    return formula && !number ? "'" + text : text;
  }

  /** A value as text, several with a space between; empty for none. */
  public static String text(Object value) {
    return switch (value) {
      case null -> "";
      case JsonNode node when node.isNull() || node.isMissingNode() -> "";
      case JsonNode node when node.isTextual() -> node.textValue();
      case JsonNode node when node.isArray() && !node.path(0).isContainerNode() ->
          StreamSupport.stream(node.spliterator(), false)
              .map(Table::text)
              .collect(Collectors.joining(" "));
      case Collection<?> many -> many.stream().map(Table::text).collect(Collectors.joining(" "));
      case Map<?, ?> many -> text(many.keySet());
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
