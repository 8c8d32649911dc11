package org.cloudmarket.procurement.web.award;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;

/** Outcomes as rows: a column for each field that any type of outcome has. */
public final class AwardTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Paths into records, in the order of the messages. */
  private static final List<String> FIELDS = fields();

  private AwardTable() {}

  public static Table of(Stream<Stored> outcomes) {
    List<String> columns = new ArrayList<>(List.of("type"));
    columns.addAll(FIELDS);
    return new Table(columns, outcomes.map(AwardTable::row));
  }

  private static List<Object> row(Stored outcome) {
    List<Object> row = new ArrayList<>(FIELDS.size() + 1);
    row.add(outcome.type());
    JsonNode record = read(outcome.record());
    for (String field : FIELDS) {
      row.add(record.at("/" + field.replace('.', '/')));
    }
    return row;
  }

  private static JsonNode read(String record) {
    try {
      return JSON.readTree(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an outcome was JSON when it was written", e);
    }
  }

  private static List<String> fields() {
    Set<String> fields = new LinkedHashSet<>();
    for (Class<?> type : Decided.class.getPermittedSubclasses()) {
      add("", type, fields);
    }
    return List.copyOf(fields);
  }

  private static void add(String prefix, Class<?> type, Set<String> into) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getType().isRecord()) {
        add(prefix + component.getName() + ".", component.getType(), into);
      } else {
        into.add(prefix + component.getName());
      }
    }
  }
}
