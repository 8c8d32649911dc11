package org.cloudmarket.exchange.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cloudmarket.exchange.contract.Party;
import org.cloudmarket.exchange.mapping.Mapping;
import org.cloudmarket.exchange.mapping.Proposal;
import org.cloudmarket.exchange.mapping.WhoIsWho;
import org.cloudmarket.exchange.market.ImportedMarket;
import org.cloudmarket.model.market.Segment;

/** Writes who was taken for whom as a mapping, for people to correct and to import with again. */
public final class MappingTable {

  private static final CsvSchema COLUMNS =
      CsvSchema.builder()
          .addColumn("kind")
          .addColumn("match")
          .addColumn("to")
          .addColumn("ownership")
          .addColumn("rate")
          .addColumn("confidence")
          .addColumn("why")
          .build()
          .withHeader();

  private MappingTable() {}

  /** The table: who was said and who was proposed, with the confidence of each. */
  public static String csv(ImportedMarket market, Mapping mapping) {
    WhoIsWho who = market.who();
    List<List<String>> rows = new ArrayList<>();
    for (Mapping.Rate rate : mapping.rates()) {
      rows.add(
          List.of(
              "currency",
              rate.from(),
              rate.to(),
              "",
              rate.rate().toPlainString(),
              "100",
              "the mapping says so"));
    }
    for (Map.Entry<String, Proposal<Segment>> each : who.segments().entrySet()) {
      Party buyer = market.data().buyers().get(each.getKey());
      rows.add(row("buyer", buyer, each.getValue(), each.getValue().word(), ""));
    }
    for (Map.Entry<String, Proposal<String>> each : who.providers().entrySet()) {
      Party supplier = market.data().suppliers().get(each.getKey());
      String id = each.getValue().what();
      String ownership = who.sellers().get(id).ownership().word();
      rows.add(row("supplier", supplier, each.getValue(), id, ownership));
    }
    return write(rows);
  }

  private static List<String> row(
      String kind, Party party, Proposal<?> proposal, String to, String ownership) {
    String name = party.name().equals(party.key()) ? "" : party.name() + ": ";
    return List.of(
        kind,
        party.key(),
        to,
        ownership,
        "",
        Integer.toString(proposal.confidencePercent()),
        name + proposal.why());
  }

  private static String write(List<List<String>> rows) {
    try {
      return new CsvMapper().writer(COLUMNS).writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can always be written", e);
    }
  }
}
