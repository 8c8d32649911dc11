package org.cloudmarket.documents.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.junit.jupiter.api.Test;

/** The model's document tells the defaults that the market has. */
class ModelDocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "model.md");
  private static final Pattern ROW = Pattern.compile("\\| (\\w+) \\| ([0-9.]+) \\| ([^|]+) \\|");

  @Test
  void everyDefaultOfRulesAndBehaviourIsToldWithItsSource() throws IOException {
    Map<String, BigDecimal> told = new TreeMap<>();
    ROW.matcher(Files.readString(DOCUMENT))
        .results()
        .forEach(
            row -> {
              assertThat(row.group(3)).as(row.group(1)).containsAnyOf("assumption", ".csv");
              told.put(row.group(1), new BigDecimal(row.group(2)).stripTrailingZeros());
            });

    DocumentLibrary shipped = DocumentLibrary.shipped();
    JsonNode resolved = ScenarioJson.write(shipped.resolve(shipped.get("no-policy")));
    Map<String, BigDecimal> defaults = new TreeMap<>();
    for (String part : new String[] {"rules", "parameters"}) {
      resolved
          .get(part)
          .properties()
          .forEach(
              each ->
                  defaults.put(each.getKey(), each.getValue().decimalValue().stripTrailingZeros()));
    }

    assertThat(defaults).isNotEmpty();
    assertThat(told).isEqualTo(defaults);
  }
}
