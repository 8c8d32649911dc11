package org.cloudmarket.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.cloudmarket.local.stack.Service;

/** What people see of dead letters. */
final class DeadLetters {

  private static final String ADDRESS = "/api/dead-letters";
  private static final Pattern METER =
      Pattern.compile("cloudmarket_dead_letters_total\\{(.*)} ([0-9.E]+)");
  private static final Pattern LABEL = Pattern.compile("([a-z]+)=\"([^\"]*)\"");

  private DeadLetters() {}

  /** All of them, page by page. */
  static List<JsonNode> all(String query) throws IOException, InterruptedException {
    return Http.all(ADDRESS + "?limit=500" + query);
  }

  /** Where a letter's record is. */
  static String place(JsonNode letter) {
    return letter.path("topic").asText()
        + "/"
        + letter.path("partition").asInt()
        + "/"
        + letter.path("offset").asLong();
  }

  static String place(RecordMetadata record) {
    return record.topic() + "/" + record.partition() + "/" + record.offset();
  }

  /** How many there ever were by topic and reason, as REST says. */
  static Map<String, Long> counts() throws IOException, InterruptedException {
    Map<String, Long> counts = new HashMap<>();
    for (JsonNode count : Http.get(Service.PROCUREMENT, ADDRESS + "/counts")) {
      counts.put(
          count.path("topic").asText() + " " + count.path("reason").asText(),
          count.path("count").asLong());
    }
    return counts;
  }

  /** How many there were since the services started, as their metrics say. */
  static Map<String, Long> meters() throws IOException, InterruptedException {
    Map<String, Long> counts = new HashMap<>();
    for (Service service : Service.values()) {
      Matcher meter = METER.matcher(Http.send(Http.request(service, "/q/metrics")).body());
      while (meter.find()) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = LABEL.matcher(meter.group(1));
        while (label.find()) {
          labels.put(label.group(1), label.group(2));
        }
        counts.merge(
            labels.get("topic") + " " + labels.get("reason"),
            (long) Double.parseDouble(meter.group(2)),
            Long::sum);
      }
    }
    return counts;
  }

  /** What came between two counts. */
  static Map<String, Long> between(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> news = new HashMap<>(after);
    before.forEach((kind, count) -> news.merge(kind, -count, Long::sum));
    news.values().removeIf(count -> count == 0);
    return news;
  }
}
