package org.cloudmarket.local.holes;

import java.util.List;
import org.cloudmarket.documents.reading.Excerpt;

/**
 * A library that has a known hole.
 *
 * @param fixed the versions without it, if there are any
 */
record Finding(Advisory advisory, Library library, List<String> fixed) {

  /** In one line, whatever the advisory holds. */
  String line() {
    String line =
        advisory.id()
            + (advisory.aliases().isEmpty()
                ? ""
                : " (" + String.join(", ", advisory.aliases()) + ")")
            + ": "
            + library
            + ", "
            + (fixed.isEmpty() ? "not fixed" : "fixed in " + String.join(", ", fixed))
            + (advisory.summary().isBlank() ? "" : ": " + advisory.summary().strip());
    return Excerpt.printable(line.replaceAll("\\s+", " "));
  }
}
