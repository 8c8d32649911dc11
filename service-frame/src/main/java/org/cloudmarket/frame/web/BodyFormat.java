package org.cloudmarket.frame.web;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;

/** What bodies of requests are written in, by their media types. */
public enum BodyFormat {
  JSON,
  YAML;

  /** The media types that are taken, for those who sent another. */
  public static final String TAKEN = "application/json, application/yaml";

  private static final String TAKEN_AND_ALIASES =
      "taken are application/json and application/yaml; also text/json, text/yaml,"
          + " application/x-yaml, text/x-yaml, and types that end with +json or +yaml";
  private static final Set<String> JSONS = Set.of("application/json", "text/json");
  private static final Set<String> YAMLS =
      Set.of("application/yaml", "text/yaml", "application/x-yaml", "text/x-yaml");
  private static final Set<String> CHARSETS = Set.of("utf-8", "utf8", "us-ascii");

  /**
   * The format of a body.
   *
   * @param type the header {@code Content-Type}; null, where there is no body, is as JSON
   * @throws Refusal where it is neither of both, or not in UTF-8: 415
   */
  public static BodyFormat of(String type) {
    if (type == null) {
      return JSON;
    }
    String[] parts = type.split(";", -1);
    BodyFormat format = named(parts[0].strip().toLowerCase(Locale.ROOT)).orElse(null);
    if (format == null) {
      throw refusal("is '" + Excerpt.of(type) + "'; " + TAKEN_AND_ALIASES);
    }
    for (int i = 1; i < parts.length; i++) {
      String[] parameter = parts[i].strip().toLowerCase(Locale.ROOT).split("=", 2);
      if (parameter[0].equals("charset")
          && parameter.length == 2
          && !CHARSETS.contains(parameter[1].replace("\"", ""))) {
        throw refusal("is '" + Excerpt.of(type) + "'; taken is charset=utf-8");
      }
    }
    return format;
  }

  /**
   * The format of the body of a request.
   *
   * @throws Refusal as {@link #of(String)}
   */
  public static BodyFormat of(HttpHeaders headers) {
    return of(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
  }

  /**
   * Reads a document of this format.
   *
   * @throws InvalidScenario where it cannot be read at all
   */
  public Tree read(byte[] document) {
    return this == JSON ? Tree.json(document) : Tree.read(document);
  }

  private static Optional<BodyFormat> named(String type) {
    if (!type.matches("[^/\\s]+/[^/\\s]+")) {
      return Optional.empty();
    }
    if (JSONS.contains(type) || type.endsWith("+json")) {
      return Optional.of(JSON);
    }
    return YAMLS.contains(type) || type.endsWith("+yaml") ? Optional.of(YAML) : Optional.empty();
  }

  /**
   * Examines what a request says of its body.
   *
   * @param type the header {@code Content-Type}; null for none
   * @param encoding the header {@code Content-Encoding}; null for none
   * @param hasBody whether there is one
   * @throws Refusal where it is not taken: 415
   */
  static void require(String type, String encoding, boolean hasBody) {
    if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
      throw Refusal.unsupportedMedia(
          new Fault(
              "/Content-Encoding", "is '" + Excerpt.of(encoding) + "'; taken is only identity"));
    }
    if (type == null && hasBody) {
      throw refusal("is missing; " + TAKEN_AND_ALIASES);
    }
    // A form says a type even where it is empty: whoever sends one has not asked by hand.
    of(type);
  }

  private static Refusal refusal(String detail) {
    return Refusal.unsupportedMedia(new Fault("/Content-Type", detail));
  }
}
