package org.cloudmarket.frame.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmarket.frame.web.Table.Column;
import org.junit.jupiter.api.Test;

class DataPackageTest {

  private static JsonNode fields(String table, Column... columns) {
    return DataPackage.describe(table, new Table(List.of(columns), Stream.of()))
        .at("/resources/0/schema/fields");
  }

  @Test
  void aColumnHasItsTypeItsUnitAndItsMeaning() {
    JsonNode fields =
        fields(
            "awards",
            Column.text("month"),
            Column.whole("priceFen"),
            Column.flag("forced"),
            Column.number("scores.price"));

    assertThat(fields.findValuesAsText("name"))
        .containsExactly("month", "priceFen", "forced", "scores.price");
    assertThat(fields.findValuesAsText("type"))
        .containsExactly("yearmonth", "integer", "boolean", "number");
    assertThat(fields.findValuesAsText("unit")).containsExactly("fen", "millionths of a point");
    assertThat(fields.at("/1/description").asText()).isEqualTo("The price of the whole contract");
  }

  @Test
  void whatATableSaysOfAColumnGoesBeforeWhatIsTrueOfAll() {
    assertThat(fields("flows", Column.whole("awards")).at("/0/description").asText())
        .isEqualTo("Contracts awarded");
    assertThat(fields("policies", Column.whole("awards")).at("/0/description").asText())
        .isEqualTo("Awards from tenders of buyers that applied it");
  }

  @Test
  void columnsThatDependOnTheRunAreDescribedTogether() {
    assertThat(fields("shares", Column.number("my-cloud")).at("/0/unit").asText())
        .isEqualTo("fraction");
  }

  @Test
  void theTableIsTheFileOfItsNameBesideTheDescription() {
    JsonNode resource = DataPackage.describe("flows", new Table(List.of(), Stream.of()));

    assertThat(resource.at("/resources/0/path").asText()).isEqualTo("flows.csv");
    assertThat(resource.at("/resources/0/description").asText()).isNotBlank();
  }

  @Test
  void everyLineHasAMeaningAndNoneIsThereTwice() throws IOException {
    try (InputStream file = DataPackage.class.getResourceAsStream("columns.csv")) {
      List<String[]> lines =
          new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.split(",", 4))
              .toList();

      assertThat(lines).allMatch(cells -> cells.length == 4 && !cells[3].isBlank());
      assertThat(lines.stream().map(cells -> cells[0] + "/" + cells[1])).doesNotHaveDuplicates();
    }
  }
}
