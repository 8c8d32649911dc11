package org.cloudmarket.wire.codec;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The trace that a client follows its request by, as W3C Trace Context writes it. It travels in a
 * header beside messages and is part of none, so no desk sees it.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">the header</a>
 */
public final class Trace {

  /** The header, of requests as of records. It is W3C's own name, since clients look for that. */
  public static final String HEADER = "traceparent";

  private static final int LENGTH = 55;
  private static final String VERSION = "00";

  /** Version, trace, span and flags. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})");

  private final String id;
  private final String text;
  private final RecordHeader header;

  private Trace(String id, String span, String flags) {
    this.id = id;
    text = String.join("-", VERSION, id, span, flags);
    header = new RecordHeader(HEADER, text.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The trace that such a header names.
   *
   * @return empty where it is malformed or not sampled: then nobody follows the request
   */
  public static Optional<Trace> of(String traceparent) {
    Matcher form = FORM.matcher(traceparent).region(0, Math.min(traceparent.length(), LENGTH));
    if (!form.matches() || !endsThere(traceparent) || !sampled(form.group(4))) {
      return Optional.empty();
    }
    // Of a later version only the flag that is known here may be passed on.
    String flags = form.group(1).equals(VERSION) ? form.group(4) : "01";
    return Optional.of(new Trace(form.group(2), form.group(3), flags));
  }

  /** A later version may have more fields. */
  private static boolean endsThere(String traceparent) {
    return traceparent.length() == LENGTH
        || (!traceparent.startsWith(VERSION) && traceparent.charAt(LENGTH) == '-');
  }

  private static boolean sampled(String flags) {
    return (Integer.parseInt(flags, 16) & 1) == 1;
  }

  /** The trace that the headers of a record name; empty as in {@link #of}. */
  public static Optional<Trace> in(Headers headers) {
    Header found = headers.lastHeader(HEADER);
    return found == null || found.value() == null
        ? Optional.empty()
        : of(new String(found.value(), StandardCharsets.ISO_8859_1));
  }

  /** 32 hexadecimal digits, the same wherever the trace goes. */
  public String id() {
    return id;
  }

  /** What the header says. */
  public String text() {
    return text;
  }

  /** The header itself. It never changes, so that records can share it. */
  public Header header() {
    return header;
  }
}
