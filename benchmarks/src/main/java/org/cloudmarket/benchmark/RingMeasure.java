package org.cloudmarket.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.local.load.LoadPlan;
import org.cloudmarket.local.load.LoadReport;
import org.cloudmarket.local.load.LoadRun;
import org.cloudmarket.local.stack.Service;
import org.cloudmarket.local.stack.Stack;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.run.ReferenceRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The stack, started as a user would start it, beside what its broker can do at best, on one broker
 * and in one run: how long it takes to start, what it uses when idle, a busy market with what each
 * process used for an award, the stream of its awards, a month in which nothing is due, and
 * policies that are switched on. Machines are noisy, so the bare loop is measured before and after.
 */
@Command(
    name = "RingMeasure",
    description = "Measures the stack beside a bare loop on the same broker.",
    mixinStandardHelpOptions = true)
public final class RingMeasure implements Callable<Integer> {

  /** Compilers and archives of classes are at work for a while after the start. */
  private static final Duration UNTIL_IDLE = Duration.ofSeconds(60);

  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final int LOOP_RECORDS = 1_000_000;
  private static final Duration LOOP_WARM_UP = Duration.ofSeconds(8);
  private static final Duration LOOP = Duration.ofSeconds(12);

  /**
   * After two, compilers still took a fifth of all that the processes used; after four, a tenth.
   */
  private static final int WARM_UPS = 6;

  private static final int MARKETS = 3;

  private static final int READINGS = 3;

  /** After a market the auditor repeats it, and the database cleans up behind it. */
  private static final Duration UNTIL_AUDITED = Duration.ofSeconds(20);

  /**
   * They decide some 2,000 awards/s at full speed: a month is short, and the next one comes soon.
   */
  private static final int SWITCHED_BUYERS = 1_100;

  /** Shards end their hops at different times, and each end of a hop is a commit. */
  private static final int SWITCHED_SHARDS = 1;

  private static final int SWITCHED_SECONDS = 20;
  private static final int SWITCHES = 10;

  @Mixin private StackPorts ports;

  @Option(
      names = "--buyers",
      defaultValue = "100000",
      description = "Buyers of the busy market at its start; default: ${DEFAULT-VALUE}.")
  private int buyers;

  @Option(
      names = "--months",
      defaultValue = "24",
      description = "Months of the busy market; default: ${DEFAULT-VALUE}.")
  private int months;

  @Option(
      names = "--shards",
      defaultValue = "8",
      description = "Shards of the busy market; default: ${DEFAULT-VALUE}.")
  private int shards;

  @Option(
      names = "--markets-alone",
      paramLabel = "COUNT",
      description =
          "Measures so many busy markets one after another, with their processor time, and nothing"
              + " beside them.")
  private int marketsAlone;

  private RingMeasure() {}

  /** Measures, and prints. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new RingMeasure()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException, ExecutionException, IOException {
    BusyMarket market = new BusyMarket(buyers, months, shards);
    if (marketsAlone > 0) {
      return alone(market);
    }
    long began = System.nanoTime();
    try (Stack stack = Stack.start(ports.options())) {
      System.out.printf(
          Locale.ROOT,
          "start        %,9.1f s until all is ready (load %.1f)%n",
          (System.nanoTime() - began) / 1e9,
          Rate.load());
      idle(stack);
      measure(market, stack);
      return 0;
    }
  }

  /** What the stack uses while nothing is asked of it. */
  private static void idle(Stack stack) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(UNTIL_IDLE.toMillis());
    ThreadTimes before = ThreadTimes.of(stack);
    TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());
    ThreadTimes.of(stack).since(before).printShareOf(IDLE);
  }

  private static void measure(BusyMarket market, Stack stack)
      throws InterruptedException, ExecutionException, IOException {
    try (BareLoop loop = BareLoop.over(stack.bootstrapServers(), messages(), LOOP_RECORDS)) {
      stopServices(stack);
      Rate before = bare(loop, stack);
      startServices(stack);
      warmUp(market, stack);
      BusyMarket.Ran ran = median(market, stack);
      for (int i = 0; i < READINGS; i++) {
        AwardStream.read(stack, ran.run().id());
      }
      TimeUnit.MILLISECONDS.sleep(UNTIL_AUDITED.toMillis());
      EmptyMonths.run(stack); // Not counted: compilers are at work.
      say(EmptyMonths.run(stack));
      switchPolicies(stack);
      stopServices(stack);
      Rate bare = before.plus(bare(loop, stack));
      // An outcome has a tender and a bid book, so a bare loop moves three records for it.
      System.out.printf(
          Locale.ROOT,
          "ratio        %.3f of a third of the records in a second, %.3f in a second of CPU%n",
          3 * ran.outcomes().perSecond() / bare.perSecond(),
          3 * ran.outcomes().perCpuSecond() / bare.perCpuSecond());
    }
  }

  /**
   * How long it takes from a policy request to the first award under it, at full speed. Where that
   * cannot be told, it costs nothing of what was measured before.
   */
  private static void switchPolicies(Stack stack) throws InterruptedException {
    String found;
    try {
      found = policies(stack);
    } catch (RuntimeException e) {
      found = "       - : " + e;
    }
    System.out.println("policy       " + found);
  }

  private static String policies(Stack stack) throws InterruptedException {
    LoadRun load =
        new LoadRun(
            stack.service(Service.PROCUREMENT),
            stack.service(Service.POLICY),
            stack.bootstrapServers(),
            LoadPlan.of(SWITCHED_BUYERS, SWITCHED_SHARDS, 0, SWITCHED_SECONDS, SWITCHES));
    load.measure(); // Not counted: otherwise these would be the first requests of all.
    LoadReport report = load.measure();
    LoadReport.Spread enact = report.enactToFirstAwardMillis();
    if (!report.sound() || enact.median().isEmpty()) {
      return "       - : " + String.join(" ", report.text());
    }
    return String.format(
        Locale.ROOT,
        "%,9.0f ms median from a request to the first award under it; %d to %d ms"
            + " (%d of %d enactments at %,.0f awards/s; load %.1f)",
        enact.median().getAsDouble(),
        enact.min().orElseThrow(),
        enact.max().orElseThrow(),
        enact.count(),
        (SWITCHES + 1) / 2,
        report.awardsPerSecond(),
        Rate.load());
  }

  /** That of several in a row that was neither the quickest nor the slowest. */
  private static BusyMarket.Ran median(BusyMarket market, Stack stack) throws InterruptedException {
    List<BusyMarket.Ran> ran = new ArrayList<>();
    for (int i = 0; i < MARKETS; i++) {
      ran.add(market.run(stack));
      ran.getLast().outcomes().print("busy market");
    }
    ran.sort(Comparator.comparingDouble(each -> each.outcomes().perSecond()));
    BusyMarket.Ran median = ran.get(MARKETS / 2);
    median.run().threads().printForEachOf(median.outcomes().count());
    return median;
  }

  private int alone(BusyMarket market) throws InterruptedException {
    try (Stack stack = Stack.start(ports.options())) {
      warmUp(market, stack);
      for (int i = 0; i < marketsAlone; i++) {
        BusyMarket.Ran ran = market.run(stack);
        ran.outcomes().print("busy market");
        ran.run().threads().printForEachOf(ran.outcomes().count());
      }
      return 0;
    }
  }

  private static void warmUp(BusyMarket market, Stack stack) throws InterruptedException {
    for (int i = 0; i < WARM_UPS; i++) {
      market.run(stack).outcomes().print("warm-up");
    }
  }

  private static Rate bare(BareLoop loop, Stack stack) {
    CpuClock cpu = new CpuClock(stack);
    loop.run(LOOP_WARM_UP, cpu);
    Rate rate = loop.run(LOOP, cpu);
    rate.print("bare loop");
    return rate;
  }

  /** Even idle they take from the cores. */
  private static void stopServices(Stack stack) {
    for (Service service : Service.values()) {
      stack.stop(service.label());
    }
  }

  private static void startServices(Stack stack) throws InterruptedException {
    for (Service service : Service.values()) {
      stack.start(service.label());
    }
  }

  /** Tenders, bids and awards as they travel in a market, in their order. */
  private static List<Message> messages() {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    List<Message> messages = new ArrayList<>();
    ReferenceRun.run(
        shipped.resolve(shipped.get("no-policy")).withMonths(24),
        1,
        message -> {
          if (message instanceof TenderPublished
              || message instanceof BidsSubmitted
              || message instanceof Decided) {
            messages.add(message);
          }
        });
    return messages;
  }

  private static void say(EmptyMonths months) {
    System.out.printf(
        Locale.ROOT,
        "%-12s %,9d ms median; 10%% under %d ms, 90%% under %d ms (%d months; load %.1f)%n",
        "empty month",
        months.quantile(0.5),
        months.quantile(0.1),
        months.quantile(0.9),
        months.millis().size(),
        Rate.load());
  }
}
