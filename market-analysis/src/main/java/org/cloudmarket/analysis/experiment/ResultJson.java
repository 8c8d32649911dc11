package org.cloudmarket.analysis.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/** Results as JSON. Equal results are equal texts. */
public final class ResultJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().addModule(new Jdk8Module()).build();

  private ResultJson() {}

  /** A result as JSON. */
  public static JsonNode write(Result result) {
    return MAPPER.valueToTree(result);
  }

  /** A result as text, which {@link #read} reads again. */
  public static String text(Result result) {
    try {
      return MAPPER.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A result from its text. */
  public static Result read(String text) {
    try {
      return MAPPER.readValue(text, Result.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this is no result of an experiment", e);
    }
  }
}
