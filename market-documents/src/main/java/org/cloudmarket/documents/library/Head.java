package org.cloudmarket.documents.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.Keyed;
import org.cloudmarket.documents.reading.Schema;
import org.cloudmarket.documents.scenario.Titles;
import org.cloudmarket.model.market.Kebab;

/**
 * What of a document is dealt with before there is a scenario.
 *
 * @param arms variations by id, as they are written
 */
record Head(Kind kind, SortedMap<String, Arm> arms) {

  /** The fields that it has. */
  static final Set<String> FIELDS = Set.of("kind", "extends", "arms");

  private static final int MAX_ARMS = 20;

  /** The most changes of an arm. */
  private static final int MAX_CHANGES = 1_000;

  /** What a document is for. */
  enum Kind implements Kebab {
    SCENARIO,
    MARKET
  }

  /**
   * A variation of a document.
   *
   * @param title one line for people
   * @param at where its changes are
   * @param set what is different, by path
   */
  record Arm(String title, String at, SortedMap<String, JsonNode> set) {}

  static Head read(Fields document) {
    Kind kind = document.word("kind", "kind of document", Kind.class, Kind.SCENARIO);
    return new Head(kind, arms(document.optionalMap("arms")));
  }

  private static SortedMap<String, Arm> arms(Fields fields) {
    SortedMap<String, Arm> arms = new TreeMap<>();
    Keyed.byId(fields, "arm", MAX_ARMS)
        .forEach(
            (id, node) -> {
              Fields arm = Fields.of(fields.at(id), node, fields.faults());
              String title = arm.text("title", Titles.MAX_LENGTH);
              Fields set = arm.optionalMap("set");
              if (set.size() > MAX_CHANGES) {
                arm.fault("set", "has " + set.size() + " changes; at most " + MAX_CHANGES + " fit");
                return;
              }
              SortedMap<String, JsonNode> changes = set.entries(Schema::anyText, Integer.MAX_VALUE);
              arm.close();
              arms.put(id, new Arm(title, set.pointer(), changes));
            });
    return arms;
  }
}
