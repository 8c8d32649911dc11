package org.cloudmarket.procurement.web;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cloudmarket.model.message.RunsMessage;

/** The pace of a run as people write it: the least time from month to month, with its unit. */
final class Pace {

  /** How it is written, for those who wrote it otherwise. */
  static final String EXPECTED =
      "a time from month to month in ms or s such as \"500ms\" or \"2s\", from \"0ms\" to \""
          + RunsMessage.MAX_PACE_MILLIS / 1000
          + "s\"";

  private static final Pattern TEXT = Pattern.compile("(\\d{1,7})(ms|s)");

  private Pace() {}

  /** In ms; empty where the text is no pace. */
  static OptionalLong millis(String text) {
    Matcher pace = TEXT.matcher(text);
    if (!pace.matches()) {
      return OptionalLong.empty();
    }
    long millis = Long.parseLong(pace.group(1)) * (pace.group(2).equals("s") ? 1000 : 1);
    return millis <= RunsMessage.MAX_PACE_MILLIS ? OptionalLong.of(millis) : OptionalLong.empty();
  }

  static String text(long millis) {
    return millis + "ms";
  }
}
