package org.cloudmarket.documents.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.cloudmarket.model.soundness.Fault;

/**
 * A document as it was written, and what is wrong with the writing where the rest could still be
 * read.
 *
 * @param root the document
 * @param faults keys written twice, say
 * @param odd characters that look like others
 */
public record Tree(JsonNode root, List<Fault> faults, OddCharacters odd) {

  /** The longest document, in characters. */
  public static final int MAX_LENGTH = Limits.LENGTH;

  /**
   * The longest record, in characters. A record holds many documents, or one with all that it names
   * written out, so it is longer than what people write.
   */
  public static final int MAX_RECORD_LENGTH = 1 << 27;

  private static final Pattern JSON = Pattern.compile("\\s*\\{\\s*[\"}]");

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  public Tree {
    faults = List.copyOf(faults);
  }

  /**
   * Reads YAML or JSON in UTF-8, as documents are read.
   *
   * @throws InvalidScenario where it cannot be read at all
   */
  public static Tree read(byte[] utf8) {
    return read(text(utf8));
  }

  /**
   * Reads JSON in UTF-8, and nothing else.
   *
   * @throws InvalidScenario where it cannot be read at all
   */
  public static Tree json(byte[] utf8) {
    return read(text(utf8), MAX_LENGTH, _ -> true);
  }

  /**
   * Reads JSON that a program has written: an experiment with its scenarios written out, or a
   * certificate. It may be up to {@link #MAX_RECORD_LENGTH} characters long.
   *
   * @throws InvalidScenario where it cannot be read at all
   */
  public static Tree record(String json) {
    return read(json, MAX_RECORD_LENGTH, _ -> true);
  }

  /**
   * Reads YAML, or JSON where the text begins with a brace and a quote: {@code {"name": ...}}.
   *
   * @throws InvalidScenario where it cannot be read at all
   */
  public static Tree read(String text) {
    return read(text, MAX_LENGTH, plain -> JSON.matcher(plain).lookingAt());
  }

  private static Tree read(String text, int longest, Predicate<String> json) {
    if (text.length() > longest) {
      throw InvalidScenario.unreadable(
          "the document has " + text.length() + " characters; at most " + longest + " are read");
    }
    String plain = text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK ? text : text.substring(1);
    Faults faults = new Faults();
    JsonNode root;
    if (json.test(plain)) {
      try {
        root = JsonTree.read(plain, faults);
      } catch (IOException e) {
        throw new IllegalStateException("a text in memory is always there to be read", e);
      }
    } else {
      root = YamlTree.read(plain, faults);
    }
    return new Tree(root, faults.findings().faults(), faults.odd());
  }

  /**
   * The text in bytes.
   *
   * @throws InvalidScenario where they are no UTF-8
   */
  public static String text(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw InvalidScenario.unreadable("the document is no text in UTF-8");
    }
  }

  /** The faults there are by now, and room for more. */
  public Faults faultsSoFar() {
    Faults soFar = new Faults(odd);
    soFar.add(faults);
    return soFar;
  }

  public static ObjectNode map() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode list() {
    return JsonNodeFactory.instance.arrayNode();
  }
}
