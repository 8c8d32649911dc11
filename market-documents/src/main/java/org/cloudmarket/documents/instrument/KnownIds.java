package org.cloudmarket.documents.instrument;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.soundness.Draft.Known;

/** The ids that a document gives to things. */
public final class KnownIds {

  private KnownIds() {}

  public static Known of(JsonNode document) {
    return new Known(
        Fields.keys(document.path("population").path("cities")),
        Fields.keys(document.path("population").path("segments")),
        Fields.keys(document.path("population").path("namedBuyers")),
        Fields.keys(document.path("providers")),
        Fields.keys(document.path("policies")));
  }

  /** What a policy names is there, for who cannot know better. */
  public static Known mentionedIn(JsonNode policy) {
    SortedSet<String> providers = texts(policy.path("providers"));
    providers.addAll(texts(policy.path("provider")));
    SortedSet<String> cities = texts(policy.path("scope").path("cities"));
    cities.addAll(texts(policy.path("opensIn")));
    return new Known(
        cities,
        new TreeSet<>(),
        texts(policy.path("leavers")),
        providers,
        texts(policy.path("yieldsTo")));
  }

  private static SortedSet<String> texts(JsonNode node) {
    SortedSet<String> texts = new TreeSet<>();
    (node.isArray() ? node : List.of(node))
        .forEach(
            each -> {
              if (each.isTextual()) {
                texts.add(each.textValue());
              }
            });
    return texts;
  }
}
