package org.cloudmarket.analysis.report;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a reader is told for an id: the id, which can be typed, or a name. */
enum Naming {
  /** For a terminal. */
  IDS {
    @Override
    String arm(String id, String title) {
      return "'" + id + "'";
    }

    @Override
    String name(String id) {
      return id;
    }

    @Override
    String policy(String id) {
      return id;
    }

    @Override
    String kind(String id) {
      return id;
    }
  },

  /** For a page. */
  NAMES {
    @Override
    String arm(String id, String title) {
      return "“" + (title.isEmpty() ? upper(kind(id)) : title) + "”";
    }

    @Override
    String name(String id) {
      return Stream.of(id.split("-"))
          .map(word -> WRITTEN.getOrDefault(word, upper(word)))
          .collect(Collectors.joining(" "));
    }

    @Override
    String policy(String id) {
      return upper(
          Stream.of(id.split("-"))
              .map(word -> WRITTEN.getOrDefault(word, word))
              .collect(Collectors.joining(" ")));
    }

    @Override
    String kind(String id) {
      return id.replace('-', ' ');
    }
  };

  /** Words of names that are not written with one large letter. */
  private static final Map<String, String> WRITTEN =
      Map.of(
          "aws",
          "AWS",
          "sap",
          "SAP",
          "ionos",
          "IONOS",
          "ovhcloud",
          "OVHcloud",
          "mlps",
          "MLPS",
          "ai",
          "AI");

  /**
   * An arm, in quotation marks.
   *
   * @param title its title, where no other arm has it; else empty
   */
  abstract String arm(String id, String title);

  /** Of a provider or a city: a name of its own. */
  abstract String name(String id);

  /** Of a policy: its words, as the dashboard has them. */
  abstract String policy(String id);

  /** Of a segment: a word for many. */
  abstract String kind(String id);

  static String upper(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
