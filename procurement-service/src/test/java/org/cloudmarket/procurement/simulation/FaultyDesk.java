package org.cloudmarket.procurement.simulation;

import java.util.List;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.message.BidsMessage.BidBooksSubmitted;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.wire.streams.DeskWiring;

/** A desk with a planted fault around it. */
final class FaultyDesk<M extends Message, F extends Fact> implements Desk<M, F> {

  /** Bid books travel together, so a desk hears few records of them. */
  private static final int FAULT_EVERY = 2;

  private final Desk<M, F> desk;
  private final Fault fault;
  private int shards;
  private int counted;

  private FaultyDesk(Desk<M, F> desk, Fault fault) {
    this.desk = desk;
    this.fault = fault;
  }

  /** The same wiring, whose desks have the fault. */
  static <M extends Message> DeskWiring<M> in(DeskWiring<M> whole, Fault fault) {
    return new DeskWiring<>(
        whole.name(),
        whole.hearing(),
        whole.hears(),
        whole.says(),
        () -> around(whole.newDesk().get(), fault),
        whole.beginnings(),
        whole.key(),
        whole.afterFailure());
  }

  private static <M extends Message, F extends Fact> Desk<M, F> around(
      Desk<M, F> desk, Fault fault) {
    return new FaultyDesk<>(desk, fault);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void hear(M message, Outbox outbox) {
    if (message instanceof RunOrdered ordered) {
      shards = ordered.shards();
    }
    Outbox faulty = new FaultyOutbox(outbox);
    if (fault == Fault.MONTH_CLOSES_EARLY && message instanceof MonthClosed closed && shards > 1) {
      int slow = (closed.shard() + 1) % shards;
      desk.hear(
          (M) new MonthClosed(closed.run(), slow, closed.month(), closed.report(), closed.digest()),
          faulty);
    }
    desk.hear(message, faulty);
    if (fault == Fault.DECIDED_TWICE
        && message instanceof BidBooksSubmitted
        && ++counted % FAULT_EVERY == 0) {
      desk.hear(message, faulty);
    }
  }

  @Override
  public void recall(F fact) {
    if (fact instanceof Fact.Ordered(RunOrdered ordered)) {
      shards = ordered.shards();
    }
    desk.recall(fact);
  }

  @Override
  public Class<F> facts() {
    return desk.facts();
  }

  private final class FaultyOutbox implements Outbox {
    private final Outbox outbox;

    private FaultyOutbox(Outbox outbox) {
      this.outbox = outbox;
    }

    @Override
    public void say(Message message) {
      outbox.say(message);
    }

    @Override
    public void remember(Fact fact) {
      if (fact instanceof Fact.Control control) {
        boolean paused = control.paused() && fault != Fault.PAUSE_IS_FORGOTTEN;
        List<String> answered =
            fault == Fault.REQUEST_COUNTS_TWICE ? List.of() : control.answered();
        outbox.remember(
            new Fact.Control(
                paused, control.steps(), control.paceMillis(), control.cancelled(), answered));
      } else {
        outbox.remember(fact);
      }
    }

    @Override
    public void forget() {
      outbox.forget();
    }
  }
}
