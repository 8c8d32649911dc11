package org.cloudmarket.local.holes;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Collectors;

/** Reads JSON that others have written. What is wrong with it is said in one sentence. */
final class Json {

  /** The tree of so much JSON has room in the launcher's memory, whatever the JSON is. */
  private static final int MOST_MEBIBYTES = 16;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          // Most of an advisory is for people.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * One document.
   *
   * @param name what the document is called in sentences
   * @throws IOException where it is none; the message names it
   */
  static JsonNode read(InputStream in, String name) throws IOException {
    byte[] bytes = bytes(in, name);
    try {
      return MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw new IOException(name + " cannot be read as JSON" + place(e.getLocation()), e);
    } catch (IOException e) {
      throw new IOException(name + " cannot be read as JSON: its characters are wrong", e);
    }
  }

  /** What is nested too deep is refused without its place. */
  private static String place(JsonLocation location) {
    return location == null
        ? ""
        : ": look at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static byte[] bytes(InputStream in, String name) throws IOException {
    int most = MOST_MEBIBYTES << 20;
    byte[] bytes;
    try {
      bytes = in.readNBytes(most + 1);
    } catch (IOException e) {
      throw new IOException(name + " cannot be read: " + e.getMessage(), e);
    }
    if (bytes.length > most) {
      throw new IOException(name + " is larger than " + MOST_MEBIBYTES + " MiB");
    }
    return bytes;
  }

  /**
   * What a document says.
   *
   * @throws IOException where it has another form; the message names it and the place
   */
  static <T> T as(Class<T> form, JsonNode document, String name) throws IOException {
    try {
      return MAPPER.treeToValue(document, form);
    } catch (JsonMappingException e) {
      String place = e.getPath().stream().map(Json::step).collect(Collectors.joining());
      throw new IOException(name + " does not keep to the schema at " + place, e);
    }
  }

  private static String step(Reference reference) {
    return "/"
        + (reference.getFieldName() == null ? reference.getIndex() : reference.getFieldName());
  }
}
