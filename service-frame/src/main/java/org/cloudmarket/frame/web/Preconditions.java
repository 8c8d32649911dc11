package org.cloudmarket.frame.web;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;

/**
 * Which state of a thing a client has seen: what its {@code If-Match} and {@code If-None-Match}
 * say. An entity tag here is a revision, and behind a dot a digest of what was shown: each
 * representation has its own, and all of a revision stand for it where the thing is changed.
 */
public final class Preconditions {

  private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");
  private static final String ANY = "*";
  private static final int DIGITS = 16;

  private final Optional<String> match;
  private final Optional<String> noneMatch;

  private Preconditions(Optional<String> match, Optional<String> noneMatch) {
    this.match = match;
    this.noneMatch = noneMatch;
  }

  /** What the headers of a request say. */
  public static Preconditions of(HttpHeaders headers) {
    return of(
        headers.getHeaderString(HttpHeaders.IF_MATCH),
        headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
  }

  /** What the two headers say; null for none. */
  static Preconditions of(String match, String noneMatch) {
    return new Preconditions(
        Optional.ofNullable(match).map(String::strip),
        Optional.ofNullable(noneMatch).map(String::strip));
  }

  /** The entity tag of a thing, whatever is shown of it. */
  public static String tag(String revision) {
    return "\"" + revision + "\"";
  }

  /** The entity tag of what is shown of a thing. */
  public static String tag(String revision, String shown) {
    return tag(revision + "." + IdempotencyKey.digest(shown).substring(0, DIGITS));
  }

  /** Whether the client has just this, and needs not be given it again. */
  public boolean knows(String tag) {
    return noneMatch
        .filter(none -> none.equals(ANY) || tags(none, true).contains(tag.replace("\"", "")))
        .isPresent();
  }

  /**
   * Examines whether a thing may be changed.
   *
   * @param revision as it stands; empty where there is no such thing
   * @param required whether who changes what is there has to say what it has seen
   * @throws Refusal where it may not: 412, or 428 where the client says nothing of it
   */
  public void require(Optional<String> revision, boolean required) {
    String state =
        revision
            .map(
                current ->
                    "what is there now has the ETag "
                        + tag(current)
                        + ", and what GET gives has one that begins with "
                        + current)
            .orElse("there is no such thing now");
    if (match.isPresent() && revision.filter(current -> named(match.get(), current)).isEmpty()) {
      throw Refusal.preconditionFailed(new Fault("/If-Match", said(match.get()) + state));
    }
    if (noneMatch.isPresent()
        && revision.filter(current -> named(noneMatch.get(), current)).isPresent()) {
      throw Refusal.preconditionFailed(new Fault("/If-None-Match", said(noneMatch.get()) + state));
    }
    if (required && revision.isPresent() && match.isEmpty()) {
      throw Refusal.preconditionRequired(
          new Fault("/If-Match", "is missing: the ETag of what is to be replaced, or *"));
    }
  }

  private static String said(String header) {
    return "is '" + Excerpt.of(header) + "', and ";
  }

  private static boolean named(String header, String revision) {
    return header.equals(ANY)
        || tags(header, false).stream()
            .anyMatch(tag -> tag.equals(revision) || tag.startsWith(revision + "."));
  }

  /** A weak tag says that two things are alike, and not that they are the same. */
  private static List<String> tags(String header, boolean weak) {
    List<String> tags = new ArrayList<>();
    Matcher found = TAG.matcher(header);
    while (found.find()) {
      if (weak || found.group(1) == null) {
        tags.add(found.group(2));
      }
    }
    return tags;
  }
}
