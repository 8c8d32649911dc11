package org.cloudmarket.local.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds in what a process printed why it ended. The last lines seldom say so: they are the ends of
 * stack traces, and what the process did to end in order.
 */
final class Cause {

  private static final int LONGEST = 400;

  /** What the system ran out of. Whatever else is said follows from it. */
  private static final Pattern EXHAUSTED =
      Pattern.compile(
          "Too many open files|OutOfMemoryError|No space left on device|Disk quota exceeded"
              + "|Read-only file system|Cannot allocate memory|insufficient memory"
              + "|unable to create native thread|Address already in use");

  /** What a JVM, a loader or PostgreSQL says of its own end. */
  private static final Pattern FATAL =
      Pattern.compile(
          "\\b(FATAL|PANIC): |^initdb: error: |^Error: |error while loading shared libraries"
              + "|Exec format error|^Unrecognized |^Conflicting collector|[Cc]annot execute");

  /** What a service says itself of its end, behind whatever a log puts before it. */
  private static final Pattern SAID = Pattern.compile("\\[FatalEnd\\] (.*so this process ends.*)");

  /** Its reason stands in the line below. */
  private static final String NO_JVM = "Error occurred during initialization of VM";

  private static final Pattern FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ )");
  private static final String CAUSED_BY = "Caused by: ";
  private static final Pattern ENDS_THE_PROCESS =
      Pattern.compile("(?i)fatal|failed to start|exiting|exception in thread \"main\"");

  /** The class of an exception, behind whatever a log puts before it, and its words. */
  private static final Pattern EXCEPTION =
      Pattern.compile(
          "(?:[a-z]\\w*\\.)+[A-Z][\\w$]*(?:(?:Exception|Error|Failure|Throwable)$|: .*)");

  private final List<String> lines;

  private Cause(List<String> lines) {
    this.lines = lines;
  }

  /** In one line, if there is any to be found. */
  static Optional<String> in(List<String> lines) {
    var log = new Cause(lines);
    return log.first(line -> EXHAUSTED.matcher(line).find())
        .or(log::noJvm)
        .or(log::said)
        .or(() -> log.first(line -> FATAL.matcher(line).find()))
        .or(log::exception)
        .map(Cause::words);
  }

  private Optional<String> first(Predicate<String> condition) {
    return lines.stream().filter(condition).findFirst();
  }

  private Optional<String> said() {
    return lines.stream().map(SAID::matcher).filter(Matcher::find).map(m -> m.group(1)).findFirst();
  }

  private Optional<String> noJvm() {
    int at = lines.indexOf(NO_JVM);
    return at < 0 || at + 1 == lines.size() ? Optional.empty() : Optional.of(lines.get(at + 1));
  }

  /** The innermost cause in the stack trace of what ended the process. */
  private Optional<String> exception() {
    var heads =
        IntStream.range(0, lines.size() - 1)
            .filter(i -> !isOfTrace(lines.get(i)) && FRAME.matcher(lines.get(i + 1)).find())
            .boxed()
            .toList();
    return heads.stream()
        .filter(head -> ENDS_THE_PROCESS.matcher(above(head)).find())
        .findFirst()
        .or(() -> heads.isEmpty() ? Optional.empty() : Optional.of(heads.getLast()))
        .map(this::innermost);
  }

  /** Some logs have the exception in the line of their message, others in the next one. */
  private String above(int head) {
    return (head > 0 ? lines.get(head - 1) : "") + "\n" + lines.get(head);
  }

  private String innermost(int head) {
    var trace = new ArrayList<String>();
    trace.add(lines.get(head));
    lines.stream().skip(head + 1L).takeWhile(Cause::isOfTrace).forEach(trace::add);
    return trace.stream()
        .filter(line -> line.startsWith(CAUSED_BY))
        .reduce((before, last) -> last)
        .orElse(trace.getFirst());
  }

  private static boolean isOfTrace(String line) {
    return line.startsWith(CAUSED_BY)
        || FRAME.matcher(line).find()
        || line.stripLeading().startsWith("Suppressed: ");
  }

  private static String words(String line) {
    Matcher exception = EXCEPTION.matcher(line);
    var words = (exception.find() ? exception.group() : line).strip().replaceAll("\\s+", " ");
    return words.length() > LONGEST ? words.substring(0, LONGEST) + "..." : words;
  }
}
