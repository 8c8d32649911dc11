package org.cloudmarket.log.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.regex.Pattern;

/** Writes a tree as YAML that a person likes to read. */
final class YamlText {

  /**
   * Ids, months and plain sentences need no quotes; whatever could mean something in YAML gets
   * them.
   */
  private static final class Quoting extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;

    private static final Pattern HARMLESS =
        Pattern.compile("[\\p{L}0-9]([-\\p{L}0-9 .,;()/]*[\\p{L}0-9.)])?");

    @Override
    public boolean needToQuoteValue(String value) {
      return super.needToQuoteValue(value)
          || !HARMLESS.matcher(value).matches()
          || !Scalars.plain(value).isTextual();
    }
  }

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
              .stringQuotingChecker(new Quoting())
              .build());

  private YamlText() {}

  static String write(JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
