package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cloudmarket.documents.reading.Value;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.exchange.mapping.Mapping;
import org.cloudmarket.exchange.market.ImportOptions;
import org.cloudmarket.exchange.source.CsvContracts;
import org.cloudmarket.exchange.source.DataFile;
import org.cloudmarket.exchange.source.OcdsReader;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Pointer;

/**
 * Data that are to become a market, as somebody sends them.
 *
 * @param files texts by their names
 * @param mapping who is who; empty where all is left to be proposed
 * @param currency of rows of a table that do not say theirs
 * @param term how many months a contract runs whose end is not said; 0 where it is not used
 * @param skipFaulty whether what is faulty is left out
 */
record ImportOrder(
    ImportOptions options,
    Format format,
    SortedMap<String, String> files,
    String mapping,
    String currency,
    int term,
    boolean skipFaulty) {

  private static final Set<String> FIELDS =
      Set.of(
          "name",
          "format",
          "files",
          "mapping",
          "start",
          "months",
          "providers",
          "namedAbove",
          "currency",
          "term",
          "skipFaulty");

  /** As faults name a file. */
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private static final String MAPPING = "mapping.csv";

  /** What the files hold. */
  enum Format implements Kebab {
    /** OCDS releases, records, packages of them, or JSON lines. */
    OCDS,
    /** Tables of contracts. */
    CSV
  }

  /**
   * Reads an order.
   *
   * @throws org.cloudmarket.frame.problem.Refusal with every fault
   */
  static ImportOrder of(JsonBody body) {
    body.allow(FIELDS);
    String name = name(body);
    Format format = Kebab.find(Format.class, body.field("format").asText("")).orElse(Format.OCDS);
    body.value("format").ifPresent(value -> value.id("format", Kebab.ids(Format.class)));
    SortedMap<String, String> files = files(body);
    ImportOptions options =
        new ImportOptions(
            name,
            String.join(", ", files.keySet()),
            optional(body.value("start").map(Value::month)),
            optional(body.value("months").map(value -> (int) value.whole(1, Scenario.MAX_MONTHS))),
            (int)
                body.whole(
                    "providers", 0, ImportOptions.MOST_OWN_PROVIDERS, ImportOptions.OWN_PROVIDERS),
            namedAbove(body));
    ImportOrder order =
        new ImportOrder(
            options,
            format,
            files,
            text(body, "mapping"),
            text(body, "currency").toUpperCase(Locale.ROOT),
            (int) body.whole("term", 0, Scenario.MAX_MONTHS, 0),
            skipFaulty(body));
    body.close();
    return order;
  }

  private static String name(JsonBody body) {
    Optional<String> name =
        body.value("name")
            .flatMap(value -> value.name("the name of a scenario, such as my-market"));
    if (body.field("name").isMissingNode()) {
      body.fault("/name", "is missing: the name of the scenario, such as my-market");
    }
    name.filter(each -> !Ids.valid(each))
        .ifPresent(
            each ->
                body.misread(
                    "/name",
                    each,
                    "is no name such as my-market: small letters and digits, in words with - between"));
    return name.orElse("");
  }

  private static SortedMap<String, String> files(JsonBody body) {
    SortedMap<String, String> files = new TreeMap<>();
    JsonNode given = body.field("files");
    if (!given.isObject() || given.isEmpty()) {
      body.fault(
          "/files", "is no map of texts by the names of their files, such as {data.json: …}");
      return files;
    }
    for (Map.Entry<String, JsonNode> each : given.properties()) {
      String pointer = Pointer.to("/files", each.getKey());
      if (!FILE.matcher(each.getKey()).matches()) {
        body.misread(pointer, each.getKey(), "is no name of a file such as releases.jsonl");
      } else if (!each.getValue().isTextual()) {
        body.fault(pointer, "is no text: put the content of the file there");
      } else {
        files.put(each.getKey(), each.getValue().textValue());
      }
    }
    return files;
  }

  private static String text(JsonBody body, String field) {
    JsonNode text = body.field(field);
    if (!text.isMissingNode() && !text.isTextual()) {
      body.fault("/" + field, "is no text");
    }
    return text.asText("");
  }

  private static boolean skipFaulty(JsonBody body) {
    JsonNode flag = body.field("skipFaulty");
    if (!flag.isMissingNode() && !flag.isBoolean()) {
      body.fault("/skipFaulty", "is neither true nor false");
    }
    return flag.asBoolean(false);
  }

  private static Optional<BigDecimal> namedAbove(JsonBody body) {
    JsonNode amount = body.field("namedAbove");
    if (!amount.isMissingNode() && !(amount.isNumber() && amount.decimalValue().signum() >= 0)) {
      body.fault("/namedAbove", "is no amount of 0 or more, in units of the currency");
      return Optional.empty();
    }
    return amount.isMissingNode() ? Optional.empty() : Optional.of(amount.decimalValue());
  }

  private static OptionalInt optional(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  /** Who is who. */
  Mapping mapping(DataFaults faults) {
    return mapping.isEmpty() ? Mapping.none() : Mapping.read(DataFile.of(MAPPING, mapping), faults);
  }

  /** The contracts in the files. */
  ContractData read(DataFaults faults) {
    Stream<DataFile> data =
        files.entrySet().stream().map(each -> DataFile.of(each.getKey(), each.getValue()));
    return switch (format) {
      case OCDS -> {
        OcdsReader reader = new OcdsReader(term, faults);
        data.forEach(reader::read);
        yield reader.data();
      }
      case CSV -> {
        CsvContracts table = new CsvContracts(currency, faults);
        data.forEach(table::read);
        yield table.data();
      }
    };
  }
}
