package org.cloudmarket.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.BidAnswered;
import org.cloudmarket.model.message.BidsMessage;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.TendersMessage;
import org.cloudmarket.wire.json.MessageSchema;
import org.cloudmarket.wire.topic.Topic;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/asyncapi.json} says of all topics what the codecs read. It is made of the codecs:
 * {@code ./mvnw -pl market-wire -am test -Dtest=AsyncApiTest -Dgolden.rewrite=src/test/resources
 * -Dsurefire.failIfNoSpecifiedTests=false} writes it anew.
 */
class AsyncApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILE = Path.of("..", "docs", "asyncapi.json");
  private static final String REWRITE = "golden.rewrite";

  private static final String TRACE =
      "The W3C trace that somebody follows the run or request by; missing where nobody does.";

  private static final Map<Class<?>, Topic> TOPICS =
      Map.of(
          RunsMessage.class, Topic.RUNS,
          PolicyMessage.class, Topic.POLICY,
          TendersMessage.class, Topic.TENDERS,
          BidsMessage.class, Topic.BIDS,
          AwardsMessage.class, Topic.AWARDS,
          ExternalBid.class, Topic.EXTERNAL_BIDS,
          BidAnswered.class, Topic.BID_ANSWERS);

  private static final Map<Topic, String> MEANINGS =
      Map.of(
          Topic.RUNS, "Orders from people and reports from shards, by run.",
          Topic.POLICY, "What government says, by run and shard.",
          Topic.TENDERS, "What buyers ask, by run and shard.",
          Topic.BIDS, "What providers answer, by run and shard.",
          Topic.AWARDS, "What was decided, by run and shard.",
          Topic.EXTERNAL_BIDS,
              "Bids of your own provider, on the partition that the tender was on: the only topic"
                  + " that others write to.",
          Topic.BID_ANSWERS, "What became of each bid from outside.",
          Topic.DEAD_LETTERS,
              "Records that no desk could hear, as they came, with the reason in headers.");

  @Test
  void theDocumentSaysWhatTheCodecsRead() throws IOException {
    String now = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document()) + "\n";
    if (!System.getProperty(REWRITE, "").isEmpty()) {
      Files.writeString(FILE, now);
    }
    assertThat(now).isEqualTo(Files.readString(FILE));
  }

  @Test
  void everyRecordThatIsWrittenIsValidAndHasNoFieldThatTheDocumentDoesNotKnow() throws IOException {
    for (EventTypes.Entry<?> entry : EventTypes.all()) {
      JsonNode schema = MessageSchema.of(entry.shape().read());
      JsonNode example = example(entry.shape());
      JsonSchema validator =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);

      assertThat(validator.validate(example)).as(entry.shape().eventType()).isEmpty();
      assertKnown(example, schema, entry.shape().eventType());
    }
  }

  @Test
  void aRecordWithAWrongFieldIsNotValid() throws IOException {
    Shape<?> shape = shape("external-bid");
    JsonSchema validator =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(MessageSchema.of(shape.read()));
    ObjectNode example = (ObjectNode) example(shape);

    example.put("priceFen", "much").put("month", "2021-13").remove("tender");

    assertThat(validator.validate(example)).hasSize(3);
  }

  @Test
  void everyTopicIsAChannelAndEveryTypeAMessageOfOne() {
    ObjectNode document = document();

    assertThat(document.path("channels").properties()).hasSize(Topic.values().length);
    Set<String> said = new LinkedHashSet<>();
    document
        .path("channels")
        .forEach(
            channel ->
                channel
                    .path("messages")
                    .forEach(message -> said.add(message.path("$ref").asText())));
    assertThat(said).hasSize(EventTypes.all().size());
    assertThat(said)
        .allMatch(ref -> !document.at(ref.substring(1)).isMissingNode(), "leads somewhere");
  }

  private static Shape<?> shape(String name) {
    return EventTypes.all().stream()
        .<Shape<?>>map(EventTypes.Entry::shape)
        .filter(shape -> shape.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void assertKnown(JsonNode value, JsonNode schema, String where) {
    if (schema.has("properties")) {
      value
          .properties()
          .forEach(
              field -> {
                JsonNode property = schema.path("properties").path(field.getKey());
                assertThat(property.isMissingNode()).as(where + "." + field.getKey()).isFalse();
                assertKnown(field.getValue(), property, where + "." + field.getKey());
              });
    } else if (schema.has("items")) {
      value.forEach(item -> assertKnown(item, schema.path("items"), where + "[]"));
    }
  }

  private static JsonNode example(Shape<?> shape) throws IOException {
    String file = "/golden/" + shape.name() + ".v" + shape.version() + ".json";
    try (var golden = AsyncApiTest.class.getResourceAsStream(file)) {
      assertThat(golden).as(file).isNotNull();
      return JSON.readTree(golden);
    }
  }

  private static ObjectNode document() {
    ObjectNode document = JSON.createObjectNode();
    document.put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Cloud Procurement Simulator")
        .put("version", "1")
        .put(
            "description",
            "The topics of a simulated market for cloud services. Records are JSON under headers"
                + " of CloudEvents 1.0 in Kafka's binary mode. A run's shard is on the partition"
                + " with the same number in every topic. A changed message is a new version of"
                + " its type beside the old one; fields that came later have a default.");
    document.put("defaultContentType", "application/json");
    document
        .putObject("servers")
        .putObject("local")
        .put("host", "localhost:9092")
        .put("protocol", "kafka");
    ObjectNode channels = document.putObject("channels");
    ObjectNode operations = document.putObject("operations");
    ObjectNode messages = document.putObject("components").putObject("messages");
    Map<Topic, ObjectNode> said = new TreeMap<>();
    for (Topic topic : Topic.values()) {
      ObjectNode channel = channels.putObject(topic.text());
      channel.put("address", topic.text()).put("description", MEANINGS.get(topic));
      said.put(topic, channel.putObject("messages"));
      boolean heard = topic == Topic.EXTERNAL_BIDS;
      operations
          .putObject((heard ? "hear-" : "say-") + topic.text())
          .put("action", heard ? "receive" : "send")
          .putObject("channel")
          .put("$ref", "#/channels/" + topic.text());
    }
    for (EventTypes.Entry<?> entry : EventTypes.all()) {
      Shape<?> shape = entry.shape();
      String key = shape.name() + ".v" + shape.version();
      said.get(topicOf(shape)).putObject(key).put("$ref", "#/components/messages/" + key);
      message(shape, messages.putObject(key));
    }
    return document;
  }

  private static void message(Shape<?> shape, ObjectNode message) {
    message
        .put("name", shape.eventType())
        .put("title", shape.name().replace('-', ' '))
        .put("contentType", "application/json");
    ObjectNode headers = message.putObject("headers").put("type", "object");
    List<String> names =
        List.of(
            CloudEvents.SPEC_VERSION,
            CloudEvents.CONTENT_TYPE,
            CloudEvents.SOURCE,
            CloudEvents.ID,
            CloudEvents.TYPE);
    names.forEach(headers.putArray("required")::add);
    ObjectNode properties = headers.putObject("properties");
    names.forEach(name -> properties.putObject(name).put("type", "string"));
    ((ObjectNode) properties.path(CloudEvents.SPEC_VERSION)).put("const", "1.0");
    ((ObjectNode) properties.path(CloudEvents.CONTENT_TYPE)).put("const", "application/json");
    ((ObjectNode) properties.path(CloudEvents.TYPE)).put("const", shape.eventType());
    if (!shape.type().equals(ExternalBid.class)) { // Headers of bidders are not looked at.
      properties.putObject(Trace.HEADER).put("type", "string").put("description", TRACE);
    }
    message.set("payload", MessageSchema.of(shape.read()));
  }

  private static Topic topicOf(Shape<?> shape) {
    return TOPICS.entrySet().stream()
        .filter(each -> each.getKey().isAssignableFrom(shape.type()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }
}
