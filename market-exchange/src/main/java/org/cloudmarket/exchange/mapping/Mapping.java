package org.cloudmarket.exchange.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.documents.reading.Keyed;
import org.cloudmarket.documents.reading.Nearest;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.exchange.contract.Party;
import org.cloudmarket.exchange.source.DataFile;
import org.cloudmarket.exchange.source.Table;
import org.cloudmarket.model.market.Currencies;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;

/**
 * What somebody says of the organisations of some data, in a table with the columns {@code kind},
 * {@code match}, {@code to}, {@code ownership} and {@code rate}:
 *
 * <ul>
 *   <li>{@code buyer}: whoever matches is of the segment {@code to};
 *   <li>{@code supplier}: whoever matches is the provider {@code to}, of an {@code ownership};
 *   <li>{@code currency}: an amount in {@code match} is worth {@code rate} times as much in {@code
 *       to}.
 * </ul>
 *
 * <p>A match is an organisation's key or its name, in capitals or not; with {@code *} at its end it
 * is how that begins, with {@code *} at both ends a part of it. The first row that matches counts.
 */
public final class Mapping {

  private static final List<String> KINDS = List.of("buyer", "supplier", "currency");

  private static final Table TABLE =
      new Table(
          List.of("kind", "match", "to"),
          List.of("kind", "match", "to", "ownership", "rate", "confidence", "why"));

  /** What a row says of a buyer or a supplier. */
  private static final class Entry<T> {
    private final String place;
    private final String match;
    private final T what;
    private boolean used;

    Entry(String place, String match, T what) {
      this.place = place;
      this.match = match.toLowerCase(Locale.ROOT);
      this.what = what;
    }

    /** Whether a text in small letters matches. */
    boolean matches(String lower) {
      if (match.length() > 2 && match.startsWith("*") && match.endsWith("*")) {
        return lower.contains(match.substring(1, match.length() - 1));
      }
      return match.endsWith("*")
          ? lower.startsWith(match.substring(0, match.length() - 1))
          : lower.equals(match);
    }
  }

  /**
   * Who a supplier is.
   *
   * @param provider its id
   * @param ownership where the row says it
   */
  public record Supplier(String provider, Optional<Ownership> ownership) {}

  /**
   * What an amount is worth in another currency.
   *
   * @param rate above 0
   */
  public record Rate(String from, String to, BigDecimal rate) {}

  private final List<Entry<Segment>> buyers = new ArrayList<>();
  private final List<Entry<Supplier>> suppliers = new ArrayList<>();
  private final List<Rate> rates = new ArrayList<>();

  private Mapping() {}

  /** The mapping that says nothing. */
  public static Mapping none() {
    return new Mapping();
  }

  /** Reads a mapping; what is wrong with it is left with the faults. */
  public static Mapping read(DataFile file, DataFaults faults) {
    Mapping mapping = new Mapping();
    Set<String> seen = new HashSet<>();
    TABLE.read(file, faults, row -> mapping.row(row, seen, faults));
    return mapping;
  }

  private void row(Table.Row row, Set<String> seen, DataFaults faults) {
    int wrong = faults.count();
    String kind = row.text("kind");
    String match = row.text("match");
    if (!KINDS.contains(kind)) {
      faults.add(
          row.place(), "kind", "is '" + Excerpt.quoted(kind) + "'" + Nearest.hint(kind, KINDS));
    }
    if (match.isEmpty() || match.equals("*")) {
      faults.add(row.place(), "match", "is '" + match + "', which names nobody");
    } else if (!seen.add(kind + " " + match.toLowerCase(Locale.ROOT))) {
      faults.add(row.place(), "match", "'" + Excerpt.quoted(match) + "' is there already");
    }
    if (!kind.equals("supplier") && !row.text("ownership").isEmpty()) {
      faults.add(row.place(), "ownership", "is of suppliers alone");
    }
    if (!kind.equals("currency") && !row.text("rate").isEmpty()) {
      faults.add(row.place(), "rate", "is of currencies alone");
    }
    switch (kind) {
      case "buyer" ->
          word(row, "to", Segment.class, faults)
              .ifPresent(segment -> buyers.add(new Entry<>(row.place(), match, segment)));
      case "supplier" ->
          supplier(row, faults)
              .filter(_ -> faults.count() == wrong)
              .ifPresent(supplier -> suppliers.add(new Entry<>(row.place(), match, supplier)));
      case "currency" -> rate(row, match, faults).ifPresent(rates::add);
      default -> {}
    }
  }

  private static <E extends Enum<E> & Kebab> Optional<E> word(
      Table.Row row, String column, Class<E> type, DataFaults faults) {
    String word = row.text(column);
    Optional<E> found = Kebab.find(type, word);
    if (found.isEmpty()) {
      String hint = Nearest.hint(word, Kebab.ids(type));
      faults.add(row.place(), column, "is '" + Excerpt.quoted(word) + "'" + hint);
    }
    return found;
  }

  private static Optional<Supplier> supplier(Table.Row row, DataFaults faults) {
    String id = row.text("to");
    if (!Ids.valid(id)) {
      faults.add(
          row.place(), "to", "is '" + Excerpt.quoted(id) + "'; a provider's id is in kebab-case");
    } else {
      Keyed.reserved("provider", id).ifPresent(detail -> faults.add(row.place(), "to", detail));
    }
    Optional<Ownership> ownership =
        row.text("ownership").isEmpty()
            ? Optional.empty()
            : word(row, "ownership", Ownership.class, faults);
    return Optional.of(new Supplier(id, ownership));
  }

  private static Optional<Rate> rate(Table.Row row, String from, DataFaults faults) {
    String to = row.text("to");
    if (!Currencies.codes().contains(to)) {
      faults.add(
          row.place(),
          "to",
          "is '" + Excerpt.quoted(to) + "', no code of a currency with hundredths such as EUR");
    }
    String rate = row.text("rate");
    boolean sound = rate.matches("[0-9]{1,12}(\\.[0-9]{1,18})?") && !rate.matches("[0.]*");
    if (!sound) {
      faults.add(row.place(), "rate", "is '" + Excerpt.quoted(rate) + "', not a number above 0");
      return Optional.empty();
    }
    return Optional.of(new Rate(from.toUpperCase(Locale.ROOT), to, new BigDecimal(rate)));
  }

  /** The segment that is said of a buyer. */
  public Optional<Segment> segment(Party buyer) {
    return first(buyers, buyer);
  }

  /** Who a supplier is said to be. */
  public Optional<Supplier> supplier(Party supplier) {
    return first(suppliers, supplier);
  }

  /** What amounts in a currency are worth in another. */
  public Optional<Rate> rate(String currency) {
    return rates.stream().filter(rate -> rate.from().equals(currency)).findFirst();
  }

  /** What was said of currencies. */
  public List<Rate> rates() {
    return List.copyOf(rates);
  }

  private static <T> Optional<T> first(List<Entry<T>> entries, Party party) {
    String key = party.key().toLowerCase(Locale.ROOT);
    String name = party.name().toLowerCase(Locale.ROOT);
    for (Entry<T> entry : entries) {
      if (entry.matches(key) || entry.matches(name)) {
        entry.used = true;
        return Optional.of(entry.what);
      }
    }
    return Optional.empty();
  }

  /** Rows that matched nobody so far, each with its place. */
  public List<String> unused() {
    List<String> unused = new ArrayList<>();
    for (Entry<Segment> each : buyers) {
      if (!each.used) {
        unused.add(each.place + ": '" + each.match + "' matches no buyer");
      }
    }
    for (Entry<Supplier> each : suppliers) {
      if (!each.used) {
        unused.add(each.place + ": '" + each.match + "' matches no supplier");
      }
    }
    return unused;
  }
}
