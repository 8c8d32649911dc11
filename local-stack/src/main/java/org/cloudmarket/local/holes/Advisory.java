package org.cloudmarket.local.holes;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;

/**
 * A known hole, as OSV's schema describes it; only what is asked of it here. What is left out of a
 * document is an empty text or an empty list.
 *
 * @param modified when it was last changed, in UTC
 * @param withdrawn since when it is no hole any more
 */
record Advisory(
    String id,
    String modified,
    String withdrawn,
    List<String> aliases,
    String summary,
    List<Affected> affected) {

  Advisory {
    id = text(id);
    modified = text(modified);
    withdrawn = text(withdrawn);
    aliases = list(aliases);
    summary = text(summary);
    affected = list(affected);
  }

  /** Some versions of one library. */
  record Affected(
      @JsonProperty("package") Named library, List<String> versions, List<Range> ranges) {

    private static final String MAVEN = "Maven";

    Affected {
      library = library == null ? new Named("", "") : library;
      versions = list(versions);
      ranges = list(ranges).stream().filter(Range::isOfVersions).toList();
    }

    /** Behind Maven may stand which repository: in whichever it lies, the hole is the same. */
    boolean isOfMaven() {
      return library.ecosystem.equals(MAVEN) || library.ecosystem.startsWith(MAVEN + ":");
    }

    boolean has(String version) {
      return versions.contains(version)
          || ranges.stream().anyMatch(range -> range.has(new ComparableVersion(version)));
    }

    /** The versions after this one in which the hole is closed. */
    Stream<ComparableVersion> fixedAfter(String version) {
      return ranges.stream()
          .flatMap(range -> range.events.stream())
          .filter(event -> !event.fixed.isEmpty())
          .map(event -> new ComparableVersion(event.fixed))
          .filter(fixed -> fixed.compareTo(new ComparableVersion(version)) > 0);
    }
  }

  /** What a library is called, and by whom. */
  record Named(String ecosystem, String name) {
    Named {
      ecosystem = text(ecosystem);
      name = text(name);
    }
  }

  /** Versions from one to another, perhaps several times. */
  record Range(String type, List<Event> events) {
    Range {
      type = text(type);
      // In a version that is named twice, they come as they are written.
      events = list(events).stream().sorted().toList();
    }

    /** Others are ranges of commits. */
    boolean isOfVersions() {
      return type.equals("ECOSYSTEM");
    }

    boolean has(ComparableVersion version) {
      boolean has = false;
      for (Event event : events) {
        has = event.has(version, has);
      }
      return has;
    }
  }

  /** A version with which a hole comes or goes; at most one of the three is written. */
  record Event(String introduced, String fixed, @JsonProperty("last_affected") String lastAffected)
      implements Comparable<Event> {

    Event {
      introduced = text(introduced);
      fixed = text(fixed);
      lastAffected = text(lastAffected);
      if (Stream.of(introduced, fixed, lastAffected).filter(each -> !each.isEmpty()).count() > 1) {
        throw new IllegalArgumentException("an event is one thing alone");
      }
    }

    /** In OSV, 0 is before every version; to Maven, it is after 0-alpha. */
    private boolean isTheBeginning() {
      return introduced.equals("0");
    }

    private ComparableVersion version() {
      return new ComparableVersion(introduced + fixed + lastAffected);
    }

    @Override
    public int compareTo(Event other) {
      return Comparator.comparing(Event::isTheBeginning)
          .reversed()
          .thenComparing(Event::version)
          .compare(this, other);
    }

    /** Whether a version has the hole after this, if it had it or not by all before. */
    boolean has(ComparableVersion version, boolean before) {
      if (isTheBeginning()) {
        return true;
      }
      int order = version.compareTo(version());
      if (!introduced.isEmpty()) {
        return before || order >= 0;
      }
      if (!fixed.isEmpty()) {
        return before && order < 0;
      }
      return before && (lastAffected.isEmpty() || order <= 0);
    }
  }

  boolean isWithdrawn() {
    return !withdrawn.isEmpty();
  }

  boolean isOfMaven() {
    return affected.stream().anyMatch(Affected::isOfMaven);
  }

  /** All that it is called. */
  Stream<String> names() {
    return Stream.concat(Stream.of(id), aliases.stream());
  }

  /** The libraries that have the hole, by their name. */
  List<Finding> in(Map<String, List<Library>> libraries) {
    Map<Library, TreeSet<ComparableVersion>> found = new LinkedHashMap<>();
    for (Affected each : affected) {
      if (each.isOfMaven()) {
        for (Library library : libraries.getOrDefault(each.library.name, List.of())) {
          if (each.has(library.version())) {
            found
                .computeIfAbsent(library, _ -> new TreeSet<>())
                .addAll(each.fixedAfter(library.version()).toList());
          }
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    found.forEach(
        (library, fixed) ->
            findings.add(
                new Finding(this, library, fixed.stream().map(Object::toString).toList())));
    return findings;
  }

  private static String text(String written) {
    return written == null ? "" : written;
  }

  private static <T> List<T> list(List<T> written) {
    return written == null ? List.of() : List.copyOf(written);
  }
}
