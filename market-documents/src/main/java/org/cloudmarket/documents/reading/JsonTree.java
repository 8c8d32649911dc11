package org.cloudmarket.documents.reading;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Pointer;

/**
 * Reads JSON token by token: exact decimals, and a key that is written twice is a fault instead of
 * a last word.
 */
final class JsonTree {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // The whole text is as long as Tree has let it be.
                  .maxDocumentLength(StreamReadConstraints.DEFAULT_MAX_DOC_LEN)
                  .maxStringLength(Limits.LENGTH)
                  .maxNameLength(Limits.LENGTH)
                  // Ours speaks first: it says where.
                  .maxNestingDepth(Limits.DEPTH + 2)
                  .maxNumberLength(Scalars.MAX_NUMBER_LENGTH)
                  .build())
          .build();

  /** What the library tells programmers, who are not those who read it here. */
  private static final Pattern PROGRAMMERS =
      Pattern.compile(" \\(start marker at \\[Source:.*|, from `[^`]*`|: enable `[^`]*` to allow");

  private final String text;
  private final int[] codePoints;
  private final JsonParser parser;
  private final Faults faults;

  private JsonTree(String text, JsonParser parser, Faults faults) {
    this.text = text;
    this.codePoints = text.codePoints().toArray();
    this.parser = parser;
    this.faults = faults;
  }

  static JsonNode read(String text, Faults faults) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw InvalidScenario.unreadable("the document is empty");
      }
      JsonNode root = new JsonTree(text, parser, faults).value(Pointer.ROOT, 0);
      if (parser.nextToken() != null) {
        throw InvalidScenario.unreadable(
            "line " + line(parser) + ": the document goes on after its end");
      }
      return root;
    } catch (JacksonException e) {
      String why = PROGRAMMERS.matcher(e.getOriginalMessage()).replaceAll("");
      throw InvalidScenario.unreadable(where(text, e) + "this is no JSON: " + why);
    }
  }

  /** A character that looks like another is said in place of where that was found out. */
  private static String where(String text, JacksonException e) {
    String odd = OddCharacters.outsideQuotes(text);
    JsonLocation at = e.getLocation();
    return !odd.isEmpty() || at == null
        ? odd
        : OddCharacters.at(at.getLineNr(), column(text, at)) + ": ";
  }

  /** In characters as people count them; the library counts halves of surrogate pairs. */
  private static int column(String text, JsonLocation at) {
    int end = Math.clamp(at.getCharOffset(), 0, text.length());
    int line = end == 0 ? 0 : text.lastIndexOf('\n', end - 1) + 1;
    return text.codePointCount(line, end) + 1;
  }

  /** Where the word stands that was read last. */
  private void noteOdd(String pointer, String word) throws IOException {
    if (!faults.odd().wants(pointer, word)) {
      return;
    }
    JsonLocation start = parser.currentTokenLocation();
    parser.finishToken();
    faults
        .odd()
        .note(
            pointer,
            word,
            codePoints,
            text.codePointCount(0, (int) start.getCharOffset()),
            text.codePointCount(0, (int) parser.currentLocation().getCharOffset()),
            start.getLineNr(),
            column(text, start));
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private JsonNode value(String pointer, int depth) throws IOException {
    if (depth > Limits.DEPTH) {
      throw Limits.tooDeep(pointer);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> map(pointer, depth);
      case START_ARRAY -> list(pointer, depth);
      case VALUE_STRING -> {
        noteOdd(pointer, parser.getText());
        yield TextNode.valueOf(parser.getText());
      }
      case VALUE_NUMBER_INT -> Scalars.whole(parser.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> decimal(pointer);
      case VALUE_TRUE, VALUE_FALSE -> BooleanNode.valueOf(parser.getBooleanValue());
      case VALUE_NULL -> NullNode.getInstance();
      case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("no value begins with " + parser.currentToken());
    };
  }

  /** Of a number whose exponent is longer, the library's own complaint is no fault of JSON. */
  private JsonNode decimal(String pointer) throws IOException {
    String number = parser.getText();
    if (!Scalars.hasShortExponent(number)) {
      throw new InvalidScenario(
          List.of(
              new Fault(
                  pointer,
                  "line "
                      + line(parser)
                      + ": is the number "
                      + Excerpt.quoted(number)
                      + "; an exponent has at most "
                      + Scalars.MAX_EXPONENT_LENGTH
                      + " digits")));
    }
    return WrittenNumber.of(DecimalNode.valueOf(parser.getDecimalValue()), number);
  }

  private ObjectNode map(String pointer, int depth) throws IOException {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Limits.checkKey(name, line(parser));
      String field = Limits.pointer(pointer, name);
      noteOdd(field, name);
      if (map.has(name)) {
        faults.add(field, "is written twice, on line " + line(parser) + " again");
      }
      parser.nextToken();
      JsonNode value = value(field, depth + 1);
      map.putIfAbsent(name, value);
    }
    return map;
  }

  private ArrayNode list(String pointer, int depth) throws IOException {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(Pointer.to(pointer, list.size()), depth + 1));
    }
    return list;
  }
}
