package org.cloudmarket.documents.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import org.cloudmarket.documents.instrument.Instruments;
import org.cloudmarket.documents.reading.Faults;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.model.soundness.Pointer;

/**
 * Lays a document over the one that it extends: maps merge entry by entry, anything else replaces,
 * null removes.
 */
public final class Merge {

  /** The changes of an arm: what they put somewhere is a value even where it is null. */
  private static final Pattern CHANGES = Pattern.compile("/arms/[^/]*/set");

  private static final Pattern POLICY = Pattern.compile("/policies/[^/]*");

  private Merge() {}

  /** The base under the document on top; neither is changed. */
  public static ObjectNode of(ObjectNode base, ObjectNode top, Faults faults) {
    return of(base, top, Pointer.ROOT, faults);
  }

  private static ObjectNode of(ObjectNode base, ObjectNode top, String pointer, Faults faults) {
    ObjectNode merged = base.deepCopy();
    for (String name : Fields.keys(top)) {
      JsonNode value = top.get(name);
      String field = Pointer.to(pointer, name);
      if (CHANGES.matcher(pointer).matches()) {
        merged.set(name, value.deepCopy());
      } else if (value.isNull()) {
        remove(merged, base, name, field, faults);
      } else if (value instanceof ObjectNode map) {
        ObjectNode under = merged.get(name) instanceof ObjectNode below ? below : Tree.map();
        merged.set(name, of(under, map, field, faults));
      } else {
        merged.set(name, value.deepCopy());
      }
    }
    if (POLICY.matcher(pointer).matches()) {
      Instruments.leaveBehind(base, top, merged);
    }
    return merged;
  }

  /** What may have been meant is in the base; what the document on top has is its own. */
  private static void remove(
      ObjectNode from, ObjectNode base, String name, String field, Faults faults) {
    if (from.remove(name) == null) {
      String detail =
          "is null, which removes what the extended document has there: nothing"
              + faults.nearest(name, () -> Fields.keys(base));
      faults.removesNothing(field, detail + faults.odd().in(field, name, detail));
    }
  }
}
