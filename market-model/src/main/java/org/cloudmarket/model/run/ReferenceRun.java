package org.cloudmarket.model.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.government.PolicyDesk;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.BidAnswered;
import org.cloudmarket.model.message.BidsMessage;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.Request;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.TendersMessage;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.procurement.ProcurementDesk;
import org.cloudmarket.model.provider.ProviderDesk;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Bids;
import org.cloudmarket.model.tender.Tender;

/**
 * Carries the messages round the ring in memory: the oracle that every run over Kafka must equal,
 * and what experiments use.
 */
public final class ReferenceRun {

  private final PolicyDesk government = new PolicyDesk();
  private final List<Shard> shards = new ArrayList<>();
  private final Watcher watcher;
  private final RunOrdered order;
  private final Map<Integer, List<Request>> requests;
  private int last = Months.NEVER;

  private ReferenceRun(RunOrdered order, Map<Integer, List<Request>> requests, Watcher watcher) {
    this.order = order;
    this.requests = requests;
    this.watcher = watcher;
    for (int shard = 0; shard < order.shards(); shard++) {
      shards.add(new Shard(watcher));
    }
  }

  /** Runs a scenario in one shard on this thread. */
  public static void run(Scenario scenario, long seed, Watcher watcher) {
    run(new RunOrdered("reference", scenario, seed, 1), 1, watcher);
  }

  /**
   * Runs a scenario in one shard on this thread, and counts its outcomes without their messages.
   *
   * @param ledger hears of each outcome as it is decided
   */
  public static void run(
      Scenario scenario, long seed, Watcher watcher, ProcurementDesk.Ledger ledger) {
    RunOrdered order = new RunOrdered("reference", scenario, seed, 1);
    ReferenceRun run = new ReferenceRun(order, Map.of(), watcher);
    run.shards.getFirst().procurement.account(ledger);
    run.goRound(ReferenceRun::oneByOne);
  }

  /**
   * Runs an order.
   *
   * @param threads how many threads work on the shards of a month; 1 means this one
   * @param watcher gets the messages that it wants on this thread: a month's shard by shard, within
   *     a shard in causal order
   * @throws IllegalStateException where a desk cannot go on; the cause says why
   */
  public static void run(RunOrdered order, int threads, Watcher watcher) {
    run(order, Map.of(), threads, watcher);
  }

  /**
   * Runs an order of which people want something while it goes on.
   *
   * @param requests what they ask while a month is open, by month. There is nobody to answer a
   *     pause: it is the run's end
   * @param threads as above
   * @param watcher as above
   */
  public static void run(
      RunOrdered order, Map<Integer, List<Request>> requests, int threads, Watcher watcher) {
    ReferenceRun run = new ReferenceRun(order, requests, watcher);
    if (threads == 1) {
      run.goRound(ReferenceRun::oneByOne);
      return;
    }
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      run.goRound(month -> together(workers, month));
    }
  }

  /**
   * Runs a scenario in one shard on this thread, and no further than through a month.
   *
   * @param witness may ask why the month's decisions are what they are, also when it is over
   */
  static void run(
      Scenario scenario, long seed, int last, Watcher watcher, ProcurementDesk.Witness witness) {
    RunOrdered order = new RunOrdered("reference", scenario, seed, 1);
    ReferenceRun run = new ReferenceRun(order, Map.of(), watcher);
    run.last = last;
    run.shards.getFirst().procurement.explain(last, witness);
    run.goRound(ReferenceRun::oneByOne);
  }

  private void goRound(Consumer<List<Shard>> monthOfAll) {
    Deque<RunsMessage> toGovernment = new ArrayDeque<>();
    toGovernment.add(order);
    Post fromGovernment = new Post();
    while (!toGovernment.isEmpty()) {
      if (watcher.wants(RunsMessage.class)) {
        watcher.take(toGovernment.peek());
      }
      government.hear(toGovernment.remove(), fromGovernment);
      toGovernment.addAll(fromGovernment.due);
      fromGovernment.due.clear();
      if (fromGovernment.said.isEmpty()) {
        continue;
      }
      for (Message message : fromGovernment.said) {
        PolicyMessage policy = (PolicyMessage) message;
        if (policy instanceof MonthOpened opened && opened.month() > last) {
          return;
        }
        shards.get(policy.shard()).inbox.add(policy);
        if (policy instanceof MonthOpened opened && opened.shard() == 0) {
          // Before the month's reports, which come behind this.
          toGovernment.addAll(requests.getOrDefault(opened.month(), List.of()));
        }
      }
      fromGovernment.said.clear();
      monthOfAll.accept(shards);
      for (Shard shard : shards) {
        shard.seen.forEach(watcher::take);
        shard.seen.clear();
        toGovernment.addAll(shard.reports);
        shard.reports.clear();
      }
    }
  }

  private static void oneByOne(List<Shard> shards) {
    try {
      shards.forEach(Shard::work);
    } catch (RuntimeException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void together(ExecutorService workers, List<Shard> shards) {
    List<Future<?>> work = new ArrayList<>();
    for (Shard shard : shards) {
      work.add(workers.submit(shard::work));
    }
    try {
      for (Future<?> each : work) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** What a desk says, in its order. It keeps no facts: nobody crashes in memory. */
  private static final class Post implements Outbox {
    private final Deque<Message> said = new ArrayDeque<>();
    private final List<RunsMessage> due = new ArrayList<>();

    @Override
    public void say(Message message) {
      said.add(message);
    }

    /** What is to be said later is said at once: there is no clock here. */
    @Override
    public void remember(Fact fact) {
      if (fact instanceof Fact.Alarm alarm && alarm.message() instanceof RunsMessage message) {
        due.add(message);
      }
    }

    @Override
    public void forget() {
      due.clear();
    }
  }

  /**
   * The two desks of a shard and the messages between them. Providers answer a tender at once, and
   * it is decided at once, in numbers: messages of it are made for the watcher alone.
   */
  private static final class Shard implements Outbox, ProcurementDesk.Bidders {
    private final ProviderDesk providers = new ProviderDesk();
    private final ProcurementDesk procurement = new ProcurementDesk(this);
    private final Watcher watcher;
    private final Deque<PolicyMessage> inbox = new ArrayDeque<>();
    private final Deque<BidsMessage> closings = new ArrayDeque<>();
    private final List<Message> seen = new ArrayList<>();
    private final List<RunsMessage> reports = new ArrayList<>();

    // What the watcher wants, asked once a month.
    private boolean hearsTenders;
    private boolean hearsBids;
    private boolean hearsAwards;

    Shard(Watcher watcher) {
      this.watcher = watcher;
    }

    void work() {
      hearsTenders = watcher.wants(TendersMessage.class);
      hearsBids = watcher.wants(BidsMessage.class);
      hearsAwards = watcher.wants(AwardsMessage.class);
      while (!inbox.isEmpty()) {
        see(inbox.peek());
        procurement.hear(inbox.remove(), this);
        while (!closings.isEmpty()) {
          procurement.hear(closings.remove(), this);
        }
      }
    }

    @Override
    public void answer(Tender tender, Bids into) {
      providers.answer(tender, into);
    }

    @Override
    public BidsSubmitted submitted(TenderPublished tender, Bids bids) {
      return providers.submitted(tender, bids);
    }

    @Override
    public void say(Message message) {
      switch (message) {
        case TenderPublished _, BidsSubmitted _, PolicyMessage _, AwardsMessage _ -> see(message);
        case TendersMessage tenders -> {
          see(tenders);
          providers.hear(tenders, this);
        }
        case BidsMessage closed -> {
          see(closed);
          closings.add(closed);
        }
        case RunsMessage report -> reports.add(report);
        case ExternalBid _, BidAnswered _ -> {} // Nobody is outside.
      }
    }

    private void see(Message message) {
      if (hears(Watcher.kind(message))) {
        seen.add(message);
      }
    }

    @Override
    public boolean hears(Class<? extends Message> kind) {
      return kind == TendersMessage.class
          ? hearsTenders
          : kind == BidsMessage.class
              ? hearsBids
              : kind == AwardsMessage.class ? hearsAwards : watcher.wants(kind);
    }

    @Override
    public boolean remembers() {
      return false;
    }

    @Override
    public void remember(Fact fact) {}

    @Override
    public void forget() {}
  }
}
