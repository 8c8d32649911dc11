package org.cloudmarket.procurement.web.award;

import static org.cloudmarket.frame.web.Table.Column.flag;
import static org.cloudmarket.frame.web.Table.Column.text;
import static org.cloudmarket.frame.web.Table.Column.whole;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.frame.web.Table.Column;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;
import org.cloudmarket.wire.codec.MessageCodec;

/** Outcomes as rows: a column for each field that any type of outcome has. */
public final class AwardTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Paths into records. Whoever reads tables goes by them: a new one comes last. */
  static final List<Column> FIELDS =
      List.of(
          text("run"),
          whole("shard"),
          text("month"),
          text("tender"),
          text("buyer"),
          text("segment"),
          text("city"),
          text("dataClass"),
          text("winner"),
          text("ownership"),
          text("procedure"),
          whole("annualValueFen"),
          whole("termMonths"),
          whole("priceFen"),
          whole("units"),
          whole("baseFen"),
          text("incumbent"),
          whole("incumbentBaseFen"),
          whole("baseUnits"),
          whole("ceilingFen"),
          whole("bidders"),
          flag("forced"),
          text("policies"),
          text("counterfactualWinner"),
          whole("counterfactualPriceFen"),
          text("displacedBy"),
          whole("scores.price"),
          whole("scores.quality"),
          whole("scores.security"),
          whole("scores.standing"),
          whole("scores.continuity"),
          whole("scores.ecosystem"),
          whole("scores.policy"),
          whole("scores.taste"),
          text("runnerUp"),
          whole("runnerUpTotal"),
          whole("months"),
          text("reason"),
          text("complainant"),
          text("against"),
          whole("portingFen"),
          whole("counterfactualPortingFen"));

  private AwardTable() {}

  public static Table of(Stream<Stored> outcomes) {
    List<Column> columns = new ArrayList<>(List.of(text("type")));
    columns.addAll(FIELDS);
    MessageCodec codec = new MessageCodec();
    return new Table(columns, outcomes.map(outcome -> row(outcome, codec)));
  }

  private static List<Object> row(Stored outcome, MessageCodec codec) {
    List<Object> row = new ArrayList<>(FIELDS.size() + 1);
    row.add(outcome.type());
    JsonNode record = read(outcome.record(codec));
    for (Column field : FIELDS) {
      row.add(record.at("/" + field.name().replace('.', '/')));
    }
    return row;
  }

  private static JsonNode read(String record) {
    try {
      return JSON.readTree(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the codec writes JSON", e);
    }
  }
}
