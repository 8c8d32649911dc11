package org.cloudmarket.analysis.experiment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;

/** Results as JSON. Equal results are equal texts. */
public final class ResultJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(
              new SimpleModule()
                  .addSerializer(double.class, new NumberOrNull())
                  .addSerializer(Double.class, new NumberOrNull())
                  .addDeserializer(double.class, new NullIsNoNumber())
                  .addDeserializer(Double.class, new NullIsNoNumber()))
          .build();

  private ResultJson() {}

  /** JSON has no word for what is not a number. */
  private static final class NumberOrNull extends StdSerializer<Double> {
    NumberOrNull() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (value.isNaN()) {
        json.writeNull();
      } else {
        json.writeNumber(value);
      }
    }
  }

  private static final class NullIsNoNumber extends StdDeserializer<Double> {
    NullIsNoNumber() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return json.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }

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
