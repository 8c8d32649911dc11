package org.cloudmarket.local.holes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The holes that somebody has looked at and let be.
 *
 * @param reasons why, by the advisory's id or another of its names
 */
record Accepted(Map<String, String> reasons) {

  /**
   * Reads a file with a hole in each line: its id, a blank, and the reason. Lines that are empty or
   * begin with # say nothing.
   *
   * @throws IOException where a line says something else; the message names it
   */
  static Accepted read(String text, Path file) throws IOException {
    Map<String, String> reasons = new LinkedHashMap<>();
    List<String> lines = text.lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isEmpty() || lines.get(i).startsWith("#")) {
        continue;
      }
      String[] parts = lines.get(i).split("\\s+", 2);
      String place = file + ", line " + (i + 1) + ": " + parts[0];
      if (parts.length < 2) {
        throw new IOException(place + " is accepted without a reason");
      }
      if (reasons.put(parts[0], parts[1]) != null) {
        throw new IOException(place + " is accepted twice");
      }
    }
    return new Accepted(reasons);
  }

  /** Why a hole is accepted, if it is. */
  Optional<String> reason(Advisory advisory) {
    return advisory.names().filter(reasons::containsKey).findFirst().map(reasons::get);
  }

  /** Those that were accepted and that no library has. */
  List<String> stale(Collection<Finding> findings) {
    Set<String> names =
        findings.stream()
            .flatMap(finding -> finding.advisory().names())
            .collect(Collectors.toSet());
    return reasons.keySet().stream().filter(name -> !names.contains(name)).toList();
  }
}
