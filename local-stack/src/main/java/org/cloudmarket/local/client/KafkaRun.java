package org.cloudmarket.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.documents.library.ValuesByPath;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.local.report.RunView;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.scenario.Scenario;

/** A run over Kafka, watched through the public API. */
public final class KafkaRun implements RunView {

  private final ProcurementApi api;
  private final String id;
  private JsonNode status;
  private final Map<String, JsonNode> fetched = new HashMap<>();

  private KafkaRun(ProcurementApi api, JsonNode status) {
    this.api = api;
    this.status = status;
    id = status.path("id").asText();
  }

  /**
   * What is ordered.
   *
   * @param scenario a shipped scenario's name
   * @param arm one of its arms; empty for the scenario itself
   * @param changes values by path, in place of the scenario's
   * @param paceMillis the least time from month to month; 0 for as fast as it can
   */
  public record Order(
      String scenario, String arm, long seed, int shards, ValuesByPath changes, long paceMillis) {

    /** With changes as somebody types them. */
    public Order(
        String scenario,
        String arm,
        long seed,
        int shards,
        Map<String, String> typed,
        long paceMillis) {
      this(scenario, arm, seed, shards, ValuesByPath.typed(typed), paceMillis);
    }

    /** A run as fast as it can, with changes as somebody types them. */
    public Order(String scenario, String arm, long seed, int shards, Map<String, String> typed) {
      this(scenario, arm, seed, shards, typed, 0);
    }
  }

  /** A run that was ordered before, perhaps through another replica. */
  public static KafkaRun of(ProcurementApi api, String id) {
    return new KafkaRun(api, api.get("/api/runs/" + id));
  }

  /** Orders a run. */
  public static KafkaRun start(ProcurementApi api, Order order) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("scenario", order.scenario());
    if (!order.arm().isEmpty()) {
      body.put("arm", order.arm());
    }
    body.put("seed", order.seed());
    body.put("shards", order.shards());
    body.put("pace", order.paceMillis() + "ms");
    body.putObject("set").setAll(order.changes().values());
    return new KafkaRun(api, api.post("/api/runs", body));
  }

  /**
   * Orders all of some runs, or none: where one is refused, those before it are cancelled.
   *
   * @throws ApiRefusal with what the first that is refused is refused for
   */
  public static List<KafkaRun> startAll(ProcurementApi api, List<Order> orders) {
    List<KafkaRun> runs = new ArrayList<>();
    try {
      orders.forEach(order -> runs.add(start(api, order)));
    } catch (ApiRefusal refused) {
      for (KafkaRun run : runs) {
        try {
          api.post("/api/runs/" + run.id + "/cancel", JsonNodeFactory.instance.objectNode());
        } catch (ApiRefusal again) {
          refused.addSuppressed(again);
        }
      }
      throw refused;
    }
    return runs;
  }

  /** Orders the resolved scenario of another run once more. */
  public static KafkaRun again(ProcurementApi api, KafkaRun run, long seed, int shards) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("scenario", run.fetch("/scenario"));
    body.put("seed", seed);
    body.put("shards", shards);
    return new KafkaRun(api, api.post("/api/runs", body));
  }

  /** The run's id. */
  public String id() {
    return id;
  }

  /** The scenario's name. */
  public String name() {
    return status.path("scenario").asText();
  }

  /** Looks again how far the run is. */
  public KafkaRun refresh() {
    status = api.get("/api/runs/" + id);
    return this;
  }

  /** Whether the run is over, one way or another. */
  public boolean over() {
    return List.of("finished", "cancelled", "failed").contains(state());
  }

  /** ordered, running, paused, finished, cancelled or failed. */
  public String state() {
    return status.path("status").asText();
  }

  /** Why it failed; empty where it did not. */
  public String error() {
    return status.path("error").asText("");
  }

  /** The last closed month in words; empty before the first. */
  public String month() {
    return status.path("month").asText("");
  }

  /** How much of it is done, 0..1. */
  public double progress() {
    return status.path("progress").asDouble();
  }

  /** What the reference says to this run. */
  public JsonNode verification() {
    return api.get("/api/runs/" + id + "/verification");
  }

  @Override
  public Scenario scenario() {
    return ScenarioJson.read(fetch("/scenario"));
  }

  @Override
  public String digest() {
    return status.path("digest").asText("");
  }

  @Override
  public List<PolicyEvent> policyEvents() {
    List<PolicyEvent> events = new ArrayList<>();
    for (JsonNode each : status.path("policies")) {
      events.add(
          new PolicyEvent(
              Months.parse(each.path("month").asText()),
              each.path("policy").asText(),
              each.path("event").asText().equals("enacted"),
              each.path("cause").asText()));
    }
    return events;
  }

  @Override
  public Map<String, double[]> shares(Series.By by, Series.Of of, Part part) {
    JsonNode shares = fetch("/shares?by=" + by.id() + "&of=" + of.id() + filter(part));
    Map<String, double[]> series = new TreeMap<>();
    shares
        .path("series")
        .properties()
        .forEach(each -> series.put(each.getKey(), doubles(each.getValue())));
    return series;
  }

  @Override
  public long[] totals(Measure measure, Part part) {
    return figures(measure.id(), part);
  }

  @Override
  public long[] runningFen() {
    return figures("running-fen", Part.WHOLE);
  }

  private long[] figures(String measure, Part part) {
    JsonNode figures = fetch("/figures?by=segment" + filter(part));
    long[] totals = new long[figures.path("months").size()];
    for (JsonNode measures : figures.path("series")) {
      JsonNode values = measures.path(measure);
      Arrays.setAll(totals, t -> totals[t] + values.path(t).asLong());
    }
    return totals;
  }

  private static double[] doubles(JsonNode values) {
    double[] doubles = new double[values.size()];
    Arrays.setAll(doubles, t -> values.get(t).asDouble());
    return doubles;
  }

  private static String filter(Part part) {
    return (part.city().isEmpty() ? "" : "&city=" + part.city())
        + (part.segment().isEmpty() ? "" : "&segment=" + part.segment());
  }

  private JsonNode fetch(String resource) {
    return fetched.computeIfAbsent(resource, _ -> api.get("/api/runs/" + id + resource));
  }
}
