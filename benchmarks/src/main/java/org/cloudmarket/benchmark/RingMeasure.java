package org.cloudmarket.benchmark;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.cloudmarket.documents.library.DocumentLibrary;
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
 * and in one run; and the time of a month in which nothing is due. Machines are noisy, so the bare
 * loop is measured before and after.
 */
@Command(
    name = "RingMeasure",
    description = "Measures the stack beside a bare loop on the same broker.",
    mixinStandardHelpOptions = true)
public final class RingMeasure implements Callable<Integer> {

  private static final int LOOP_RECORDS = 1_000_000;
  private static final Duration LOOP_WARM_UP = Duration.ofSeconds(8);
  private static final Duration LOOP = Duration.ofSeconds(12);

  /** After the first, compilers still took a quarter of all that the processes used. */
  private static final int WARM_UPS = 2;

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
      description = "Measures so many busy markets one after another, and nothing beside them.")
  private int marketsAlone;

  private RingMeasure() {}

  /** Measures, and prints. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new RingMeasure()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    BusyMarket market = new BusyMarket(buyers, months, shards);
    if (marketsAlone > 0) {
      return alone(market);
    }
    try (Stack stack = Stack.start(ports.options());
        BareLoop loop = BareLoop.over(stack.bootstrapServers(), messages(), LOOP_RECORDS)) {
      stopServices(stack);
      Rate before = bare(loop, stack);
      startServices(stack);
      warmUp(market, stack);
      Rate ring = market.run(stack);
      ring.print("busy market");
      say(EmptyMonths.run(stack));
      stopServices(stack);
      Rate bare = before.plus(bare(loop, stack));
      System.out.printf(
          Locale.ROOT,
          "ratio        %.3f of the records in a second, %.3f of those in a second of CPU%n",
          ring.perSecond() / bare.perSecond(),
          ring.perCpuSecond() / bare.perCpuSecond());
      return 0;
    }
  }

  private int alone(BusyMarket market) throws InterruptedException {
    try (Stack stack = Stack.start(ports.options())) {
      warmUp(market, stack);
      for (int i = 0; i < marketsAlone; i++) {
        market.run(stack).print("busy market");
      }
      return 0;
    }
  }

  private static void warmUp(BusyMarket market, Stack stack) throws InterruptedException {
    for (int i = 0; i < WARM_UPS; i++) {
      market.run(stack).print("warm-up");
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
