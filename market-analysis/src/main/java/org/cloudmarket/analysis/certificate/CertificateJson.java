package org.cloudmarket.analysis.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/** Certificates as JSON. Equal certificates are equal texts. */
public final class CertificateJson {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private CertificateJson() {}

  /** A certificate as text. */
  public static String write(Certificate certificate) {
    try {
      return MAPPER.writeValueAsString(certificate) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A certificate from its text.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Certificate read(String text) {
    try {
      Certificate read = MAPPER.readValue(text, Certificate.class);
      if (read.experiment() == null || read.runs().isEmpty() || read.result() == null) {
        throw new IllegalArgumentException(
            "this is no certificate: it lacks an experiment, runs or a result");
      }
      return read;
    } catch (JsonProcessingException | NullPointerException e) {
      throw new IllegalArgumentException("this is no certificate: it cannot be read", e);
    }
  }
}
