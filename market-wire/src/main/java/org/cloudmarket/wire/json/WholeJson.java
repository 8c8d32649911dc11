package org.cloudmarket.wire.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.cloudmarket.wire.json.UnreadableRecord.Fault;

/** Bytes that are one JSON value and nothing else. */
final class WholeJson {

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .streamReadConstraints(
                  // A record is bounded in length; these bound what little bytes could ask for.
                  StreamReadConstraints.builder().maxNestingDepth(64).maxNumberLength(40).build())
              .build());

  private WholeJson() {}

  static JsonNode parse(byte[] bytes) throws UnreadableRecord {
    try (JsonParser parser = JSON.getFactory().createParser(bytes)) {
      JsonNode root;
      try {
        root = JSON.readTree(parser);
      } catch (JsonProcessingException e) {
        throw new UnreadableRecord(
            Fault.MALFORMED, place(parser), "not JSON: " + e.getOriginalMessage());
      }
      if (root == null || root.isMissingNode()) {
        throw new UnreadableRecord(Fault.MALFORMED, "", "the value is empty");
      }
      demandEnd(parser);
      return root;
    } catch (IOException e) {
      throw new UnreadableRecord(Fault.MALFORMED, "", "not JSON: " + e.getMessage());
    }
  }

  private static void demandEnd(JsonParser parser) throws UnreadableRecord, IOException {
    boolean more;
    try {
      more = parser.nextToken() != null;
    } catch (JsonProcessingException e) {
      more = true;
    }
    if (more) {
      throw new UnreadableRecord(
          Fault.TRAILING_GARBAGE, place(parser), "more follows after the end of the value");
    }
  }

  private static String place(JsonParser parser) {
    return "byte " + parser.currentLocation().getByteOffset();
  }
}
