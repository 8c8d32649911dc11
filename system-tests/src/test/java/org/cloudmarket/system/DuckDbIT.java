package org.cloudmarket.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.cloudmarket.local.client.KafkaRun;
import org.cloudmarket.local.client.KafkaRun.Order;
import org.cloudmarket.local.stack.Service;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as DuckDB reads them: Parquet by itself, and CSV by what its dictionary says of it. */
class DuckDbIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a type of a dictionary is in DuckDB. */
  private static final Map<String, String> TYPES =
      Map.of(
          "string", "VARCHAR",
          "yearmonth", "VARCHAR",
          "integer", "BIGINT",
          "number", "DOUBLE",
          "boolean", "BOOLEAN");

  private static final String EXPERIMENT =
      """
      {"name": "small", "kind": "comparison", "scenario": "tianjin-mandate",
       "set": {"population.buyers": 50, "start": "2021-08", "months": 3},
       "arms": {"without": {"without": "all"}, "with": {}},
       "baseline": "without", "replications": 4, "outcomes": {"cost": {"figure": "cost-to-buyers"}}}
      """;

  private static KafkaRun run() throws InterruptedException {
    Map<String, String> small = Map.of("population.buyers", "500", "months", "12");
    return Market.finished(
        KafkaRun.start(Market.api(), new Order("tianjin-mandate", "", 91, 2, small, 0)));
  }

  @Test
  void awardsAddUpToWhatTheServiceSays(@TempDir Path folder) throws Exception {
    String path = "/api/runs/" + run().id() + "/awards";
    List<JsonNode> outcomes = Http.all(path + "?limit=500");
    long priceFen = outcomes.stream().mapToLong(each -> each.path("priceFen").asLong()).sum();
    long forced = outcomes.stream().filter(each -> each.path("forced").asBoolean()).count();

    for (String table : tables(path, folder)) {
      assertThat(
              rows(
                  "select count(*), sum(\"priceFen\")::bigint, count(*) filter (\"forced\") from "
                      + table))
          .as(table)
          .containsExactly(List.of((long) outcomes.size(), priceFen, forced));
    }
    assertThat(priceFen).isPositive();
  }

  @Test
  @Tag("long")
  void figuresAddUpToWhatTheServiceSays(@TempDir Path folder) throws Exception {
    String path = "/api/runs/" + run().id() + "/figures";
    long awardedFen = 0;
    JsonNode series = Http.get(Service.PROCUREMENT, path).at("/series/all/awarded-fen");
    for (JsonNode month : series) {
      awardedFen += month.asLong();
    }

    for (String table : tables(path, folder)) {
      assertThat(rows("select count(*), sum(\"awarded-fen\")::bigint from " + table))
          .as(table)
          .containsExactly(List.of((long) series.size(), awardedFen));
    }
    assertThat(awardedFen).isPositive();
  }

  @Test
  void anExperimentHasTheEffectsThatTheServiceSays(@TempDir Path folder) throws Exception {
    String id = JSON.readTree(Http.post("/api/experiments", EXPERIMENT).body()).path("id").asText();
    String path = "/api/experiments/" + id;
    Market.until(
        "the experiment finishes",
        () -> Market.api().get(path).path("status").asText().equals("finished"));
    JsonNode period = Http.get(Service.PROCUREMENT, path).at("/outcomes/0/period");

    for (String table : tables(path + "/result", folder)) {
      assertThat(
              rows(
                  "select effect, effect_low, effect_high from "
                      + table
                      + " where number <> 'month'"))
          .as(table)
          .containsExactly(
              List.of(
                  period.path("value").asDouble(),
                  period.path("low").asDouble(),
                  period.path("high").asDouble()));
    }
    tables(path + "/replications?outcome=cost&arm=with", folder);
  }

  /**
   * Saves a table in both formats with its dictionary, and compares them.
   *
   * @return both as SQL reads them
   */
  private static List<String> tables(String path, Path folder) throws Exception {
    Path parquet = folder.resolve("table.parquet");
    Path csv = folder.resolve("table.csv");
    Files.write(parquet, bytes(path, "application/vnd.apache.parquet"));
    Files.write(csv, bytes(path, "text/csv"));
    JsonNode resource =
        JSON.readTree(bytes(path, "application/vnd.datapackage+json")).at("/resources/0");
    List<JsonNode> fields = Operation.elements(resource.at("/schema/fields")).toList();

    String columns =
        fields.stream()
            .map(each -> "'" + each.path("name").asText() + "': '" + type(each) + "'")
            .collect(Collectors.joining(", ", "{", "}"));
    List<String> tables =
        List.of(
            "read_parquet('" + parquet + "')",
            "read_csv('" + csv + "', header = true, columns = " + columns + ")");
    for (String table : tables) {
      assertThat(
              rows("select column_name, column_type from (describe select * from " + table + ")"))
          .as(table)
          .isEqualTo(
              fields.stream()
                  .map(each -> List.<Object>of(each.path("name").asText(), type(each)))
                  .toList());
    }
    // CSV has no word for a text of no length.
    String values =
        fields.stream()
            .map(
                each -> {
                  String name = "\"" + each.path("name").asText() + "\"";
                  return type(each).equals("VARCHAR") ? "nullif(" + name + ", '')" : name;
                })
            .collect(Collectors.joining(", ", "select ", " from "));
    String first = values + tables.getFirst();
    String second = values + tables.getLast();
    assertThat(rows("(" + first + ") except all (" + second + ")")).isEmpty();
    assertThat(rows("(" + second + ") except all (" + first + ")")).isEmpty();
    assertThat(rows("select count(*) from " + tables.getFirst())).isNotEqualTo(List.of(0L));
    return tables;
  }

  private static String type(JsonNode field) {
    return TYPES.get(field.path("type").asText());
  }

  private static byte[] bytes(String path, String type) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        Http.bytes(Http.request(Service.PROCUREMENT, path).header("Accept", type));
    assertThat(answer.statusCode()).as(path + " as " + type).isEqualTo(200);
    return answer.body();
  }

  private static List<List<Object>> rows(String query) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    try (Connection duckDb = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
        Statement statement = duckDb.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
