package org.cloudmarket.documents.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes a tree as YAML that a person likes to read. */
public final class YamlText {

  /**
   * Quotes all that some reader of YAML would not see as text: of YAML 1.1 or 1.2, strict or not.
   * Ids, months and plain sentences need no quotes.
   */
  private static final class Quoting extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;

    private static final Pattern HARMLESS =
        Pattern.compile("\\p{L}([-\\p{L}0-9 .,;()/]*[\\p{L}0-9.)])?");

    /** The one word that may begin with a digit: no reader takes it for a number or a date. */
    private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");

    private static final Set<String> FLAGS_AND_THE_LIKE =
        Set.of(
            "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity");

    @Override
    public boolean needToQuoteName(String name) {
      return needToQuoteValue(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return super.needToQuoteValue(value)
          || !(HARMLESS.matcher(value).matches() || MONTH.matcher(value).matches())
          || FLAGS_AND_THE_LIKE.contains(value.toLowerCase(Locale.ROOT));
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

  public static String write(JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
