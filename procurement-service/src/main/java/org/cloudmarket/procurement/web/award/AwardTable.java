package org.cloudmarket.procurement.web.award;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;
import org.cloudmarket.wire.codec.MessageCodec;

/** Outcomes as rows: a column for each field that any type of outcome has. */
public final class AwardTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Paths into records. Whoever reads tables goes by them: a new one comes last. */
  static final List<String> FIELDS =
      List.of(
          "run",
          "shard",
          "month",
          "tender",
          "buyer",
          "segment",
          "city",
          "dataClass",
          "winner",
          "ownership",
          "procedure",
          "annualValueFen",
          "termMonths",
          "priceFen",
          "units",
          "baseFen",
          "incumbent",
          "incumbentBaseFen",
          "baseUnits",
          "ceilingFen",
          "bidders",
          "forced",
          "policies",
          "counterfactualWinner",
          "counterfactualPriceFen",
          "displacedBy",
          "scores.price",
          "scores.quality",
          "scores.security",
          "scores.standing",
          "scores.continuity",
          "scores.ecosystem",
          "scores.policy",
          "scores.taste",
          "runnerUp",
          "runnerUpTotal",
          "months",
          "reason",
          "complainant",
          "against",
          "portingFen",
          "counterfactualPortingFen");

  private AwardTable() {}

  public static Table of(Stream<Stored> outcomes) {
    List<String> columns = new ArrayList<>(List.of("type"));
    columns.addAll(FIELDS);
    MessageCodec codec = new MessageCodec();
    return new Table(columns, outcomes.map(outcome -> row(outcome, codec)));
  }

  private static List<Object> row(Stored outcome, MessageCodec codec) {
    List<Object> row = new ArrayList<>(FIELDS.size() + 1);
    row.add(outcome.type());
    JsonNode record = read(outcome.record(codec));
    for (String field : FIELDS) {
      row.add(record.at("/" + field.replace('.', '/')));
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
