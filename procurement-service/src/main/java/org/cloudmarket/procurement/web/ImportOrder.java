package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.cloudmarket.documents.reading.Value;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.exchange.market.ImportOptions;
import org.cloudmarket.exchange.source.CsvContracts;
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

  /** Of a file in a folder of its own, and as faults name it. */
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
                body.whole("providers", 0, Scenario.MAX_PROVIDERS - 2, ImportOptions.OWN_PROVIDERS),
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

  /**
   * The texts as files, while they are there.
   *
   * @param folder of all of them
   */
  record Texts(Path folder, Path mapping, List<Path> files) {

    /** A line about a file as whoever sent it knows the file: by its name alone. */
    String named(String line) {
      return line.replaceAll(Pattern.quote(folder + File.separator) + "(?:data/)?", "");
    }
  }

  /** Puts the texts into files, for as long as they are read. */
  <T> T inFiles(Function<Texts, T> use) {
    try {
      Path folder = Files.createTempDirectory("import");
      try {
        Path table = Files.writeString(folder.resolve(MAPPING), mapping);
        Path data = Files.createDirectory(folder.resolve("data"));
        for (Map.Entry<String, String> each : files.entrySet()) {
          Files.writeString(data.resolve(each.getKey()), each.getValue());
        }
        return use.apply(
            new Texts(folder, table, files.keySet().stream().map(data::resolve).toList()));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var found = Files.walk(folder)) {
      for (Path each : found.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(each);
      }
    }
  }

  /** The contracts in the files. */
  ContractData read(List<Path> paths, DataFaults faults) {
    return switch (format) {
      case OCDS -> {
        OcdsReader reader = new OcdsReader(term, faults);
        paths.forEach(reader::read);
        yield reader.data();
      }
      case CSV -> {
        CsvContracts table = new CsvContracts(currency, faults);
        paths.forEach(table::read);
        yield table.data();
      }
    };
  }
}
