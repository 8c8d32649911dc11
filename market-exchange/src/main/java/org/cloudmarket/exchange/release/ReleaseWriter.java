package org.cloudmarket.exchange.release;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** Writes releases one by one: as a package, or a line each. */
public final class ReleaseWriter implements Closeable {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private static final String BIDS =
      "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.5/extension.json";

  private static final String SIMULATION = "urn:cloudmarket:ocds-extension:simulation";
  private static final String PUBLISHER =
      "Cloud Procurement Simulator: simulated, no real procurement";

  private final JsonGenerator generator;
  private final boolean lines;
  private String lastDate = "";

  private ReleaseWriter(JsonGenerator generator, boolean lines) {
    this.generator = generator;
    this.lines = lines;
  }

  /** A line for each release. */
  public static ReleaseWriter lines(OutputStream out) throws IOException {
    JsonGenerator generator = JSON.createGenerator(out);
    generator.setRootValueSeparator(null);
    return new ReleaseWriter(generator, true);
  }

  /** A release package of version 1.1. What is published last says when it was. */
  public static ReleaseWriter pack(OutputStream out, String run) throws IOException {
    JsonGenerator generator = JSON.createGenerator(out);
    generator.writeStartObject();
    generator.writeStringField("uri", "urn:cloudmarket:run:" + run + ":releases");
    generator.writeStringField("version", "1.1");
    generator.writeArrayFieldStart("extensions");
    generator.writeString(BIDS);
    generator.writeString(SIMULATION);
    generator.writeEndArray();
    generator.writeObjectFieldStart("publisher");
    generator.writeStringField("name", PUBLISHER);
    generator.writeEndObject();
    generator.writeArrayFieldStart("releases");
    return new ReleaseWriter(generator, false);
  }

  public void write(ObjectNode release) throws IOException {
    JSON.writeTree(generator, release);
    lastDate = release.path("date").asText();
    if (lines) {
      generator.writeRaw('\n');
    }
  }

  /** Ends the package; the stream beneath stays open. */
  @Override
  public void close() throws IOException {
    if (!lines) {
      generator.writeEndArray();
      generator.writeStringField("publishedDate", lastDate);
      generator.writeEndObject();
    }
    generator.close();
  }
}
