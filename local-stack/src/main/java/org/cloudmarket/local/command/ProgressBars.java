package org.cloudmarket.local.command;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cloudmarket.local.client.KafkaRun;

/**
 * How far runs are: one line that changes at a terminal, a line for each quarter of the way
 * elsewhere.
 */
final class ProgressBars {

  private static final int WIDTH = 24;
  private static final int STEPS = 4;

  private final PrintWriter out;
  private final boolean terminal;
  private final long from;
  private int told = -1;
  private boolean shown;

  /**
   * A run.
   *
   * @param progress the part of it that is done, 0..1
   * @param month the one that is open; empty before the first
   */
  record Bar(String name, double progress, String month) {
    static Bar of(KafkaRun run) {
      return new Bar(run.name(), run.progress(), run.month());
    }
  }

  ProgressBars(PrintWriter out) {
    this(out, Duration.ZERO);
  }

  /**
   * Bars for what is over soon, most often.
   *
   * @param patience for how long nothing is shown
   */
  ProgressBars(PrintWriter out, Duration patience) {
    this.out = out;
    from = System.nanoTime() + patience.toNanos();
    // JDK 25 gives none again where there is no terminal.
    terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }

  /** So many runs of an experiment are made, of as many as are planned. */
  void runs(int made, int planned) {
    show(List.of(new Bar("run " + made + " of " + planned, (double) made / planned, "")));
  }

  void show(List<Bar> runs) {
    if (System.nanoTime() - from < 0) {
      return;
    }
    shown = true;
    double least = runs.stream().mapToDouble(Bar::progress).min().orElse(0);
    if (terminal) {
      out.print("\r" + line(runs));
    } else if ((int) (least * STEPS) > told) {
      told = (int) (least * STEPS);
      out.println(line(runs));
    }
    out.flush();
  }

  void done() {
    if (terminal && shown) {
      out.println();
      out.flush();
    }
  }

  private static String line(List<Bar> runs) {
    return runs.stream().map(ProgressBars::bar).collect(Collectors.joining("   ", "  ", ""));
  }

  private static String bar(Bar run) {
    int full = (int) Math.round(run.progress() * WIDTH);
    return String.format(
        Locale.ROOT,
        "%s [%s%s] %3.0f%% %-7s",
        run.name(),
        "#".repeat(full),
        ".".repeat(WIDTH - full),
        100 * run.progress(),
        run.month());
  }
}
