package org.cloudmarket.model.provider;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.cloudmarket.model.desk.Continuity;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.message.BidAnswered;
import org.cloudmarket.model.message.BidAnswered.Verdict;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.model.scenario.AcceptedBids;
import org.cloudmarket.model.tender.ExternalBids;

/**
 * The open month of a shard that hears bids from outside: which tenders wait for them, and which
 * bids count. Of each provider the first valid answer to a tender counts, in the order in which the
 * desk hears them. Whatever comes from outside, nothing here throws for it or grows without bound.
 */
final class ExternalMonth {

  /** How many bids may come before it is known whether they have a tender. */
  private static final int MOST_EARLY = 10_000;

  /** How many bids of a month are told why they do not count. Others are not answered. */
  private static final int MOST_REFUSALS = 10_000;

  private final ExternalBids into;
  private final Signers signers;
  private SortedMap<String, Provider> external = new TreeMap<>();
  private int month;
  private Optional<TendersClosed> waiting = Optional.empty();
  private boolean answered;

  private final List<TenderPublished> tenders = new ArrayList<>();
  private final Map<String, TenderPublished> byId = new HashMap<>();
  private final Map<String, Set<String>> answers = new HashMap<>(); // Providers, by tender.
  private final SortedMap<String, SortedMap<String, Long>> accepted = new TreeMap<>();
  private final List<ExternalBid> early = new ArrayList<>();
  private int kept; // How many bids of this month were remembered.
  private int asked; // How many answers there can be.
  private int given;
  private int refusals;

  /**
   * Before the first month.
   *
   * @param into gets the bids that count
   * @param signers whose signatures bids need
   */
  ExternalMonth(int firstMonth, ExternalBids into, Signers signers) {
    this.into = into;
    this.signers = signers;
    month = firstMonth - 1;
  }

  /** Who bids from outside, as they are from now on. */
  void goBy(Collection<Provider> providers) {
    external = new TreeMap<>();
    providers.stream().filter(Provider::external).forEach(each -> external.put(each.id(), each));
  }

  /** Turns to a month. Bids that came for it already stay. */
  void open(int opened, Outbox outbox) {
    List<ExternalBid> before = List.copyOf(early);
    turnTo(opened);
    for (ExternalBid bid : before) {
      if (bid.month() == opened) {
        outbox.remember(new Fact.Offered(kept++, bid));
        early.add(bid);
      }
    }
  }

  /** As {@link #open}, for a desk that comes back: its bids are recalled one by one. */
  void turnTo(int opened) {
    month = opened;
    waiting = Optional.empty();
    answered = false;
    tenders.clear();
    byId.clear();
    answers.clear();
    accepted.clear();
    early.clear();
    into.clear();
    kept = 0;
    asked = 0;
    given = 0;
    refusals = 0;
  }

  /** Takes a tender in, which waits. Bids that came before it are heard before any other. */
  void add(TenderPublished tender, Outbox outbox) {
    outbox.remember(new Fact.Asked(tenders.size(), tender));
    add(tender);
    List<ExternalBid> before =
        early.stream()
            .filter(bid -> bid.month() == month && bid.tender().equals(tender.tender()))
            .toList();
    early.removeAll(before);
    before.forEach(bid -> judge(bid, outbox));
  }

  private void add(TenderPublished tender) {
    tenders.add(tender);
    byId.put(tender.tender(), tender);
    asked += (int) external.values().stream().filter(each -> serves(each, tender)).count();
  }

  private boolean serves(Provider provider, TenderPublished tender) {
    return provider.opens() <= month && provider.serves(tender.city());
  }

  /** All tenders are there. */
  void wait(TendersClosed closed, Outbox outbox) {
    Continuity.requireCount(month, "tenders", closed.count(), tenders.size());
    outbox.remember(new Fact.Waiting(closed));
    waiting = Optional.of(closed);
    List<ExternalBid> before = List.copyOf(early);
    early.clear();
    for (ExternalBid bid : before) {
      if (bid.month() == month) {
        judge(bid, outbox);
      } else {
        early.add(bid);
      }
    }
  }

  /**
   * Hears a bid. Its signature is examined now and never again, and after what costs less: a bid
   * that is kept is one that had it.
   */
  void hear(ExternalBid bid, Outbox outbox) {
    boolean mayCome =
        bid.month() == month + 1
            || (bid.month() == month && waiting.isEmpty() && !byId.containsKey(bid.tender()));
    boolean waitsForItsTender = mayCome && early.size() < MOST_EARLY;
    Optional<Verdict> objection = waitsForItsTender ? Optional.empty() : objection(bid);
    if (objection.isEmpty() && !signed(bid)) {
      objection = Optional.of(Verdict.NOT_SIGNED);
    }
    if (objection.isPresent()) {
      answer(bid, objection.get(), outbox);
      return;
    }
    ExternalBid examined = bid.examined();
    outbox.remember(new Fact.Offered(kept++, examined));
    if (waitsForItsTender) {
      early.add(examined);
    } else {
      answer(examined, count(examined), outbox);
    }
  }

  /** Of a provider that hears nobody it is not asked: its bids are refused for that. */
  private boolean signed(ExternalBid bid) {
    Provider provider = external.get(bid.provider());
    return provider == null || signers.vouchFor(bid, provider);
  }

  /** Answers a bid that this run has no use for. */
  void refuse(ExternalBid bid, Verdict verdict, Outbox outbox) {
    answer(bid, verdict, outbox);
  }

  private void answer(ExternalBid bid, Verdict verdict, Outbox outbox) {
    if (verdict == Verdict.ACCEPTED || refusals++ < MOST_REFUSALS) {
      outbox.say(
          new BidAnswered(
              bid.run(),
              bid.shard(),
              bid.month(),
              bid.tender(),
              bid.provider(),
              bid.priceFen(),
              verdict));
    }
  }

  /** Says whether a bid that was kept counts, and counts it if it does. */
  private void judge(ExternalBid bid, Outbox outbox) {
    answer(bid, objection(bid).orElseGet(() -> count(bid)), outbox);
  }

  /** Why a bid does not count, whoever has signed it; empty where it can. */
  private Optional<Verdict> objection(ExternalBid bid) {
    if (bid.month() < month || (bid.month() == month && answered)) {
      return Optional.of(Verdict.LATE);
    }
    if (bid.month() > month) {
      return Optional.of(Verdict.EARLY);
    }
    TenderPublished tender = byId.get(bid.tender());
    if (tender == null) {
      return Optional.of(Verdict.UNKNOWN_TENDER);
    }
    Provider provider = external.get(bid.provider());
    if (provider == null) {
      return Optional.of(Verdict.NOT_EXTERNAL);
    }
    if (!serves(provider, tender)) {
      return Optional.of(Verdict.NOT_SERVED);
    }
    return answers.getOrDefault(bid.tender(), Set.of()).contains(bid.provider())
        ? Optional.of(Verdict.REPEATED)
        : Optional.empty();
  }

  /** Counts a bid to which there is no objection. */
  private Verdict count(ExternalBid bid) {
    answers.computeIfAbsent(bid.tender(), _ -> new HashSet<>()).add(bid.provider());
    given++;
    if (bid.priceFen() > 0) {
      accepted
          .computeIfAbsent(bid.provider(), _ -> new TreeMap<>())
          .put(bid.tender(), bid.priceFen());
      into.put(bid.provider(), bid.tender(), bid.priceFen());
    }
    return Verdict.ACCEPTED;
  }

  /** Whether its tenders wait for bids. */
  boolean waits() {
    return waiting.isPresent() && !answered;
  }

  /** Whether nobody is left who could answer. */
  boolean complete() {
    return waits() && given == asked;
  }

  /**
   * Waits no longer.
   *
   * @param each gets its tenders, in the order in which they were published
   * @return what ends the month's bids
   */
  BidsClosed close(Consumer<TenderPublished> each, Outbox outbox) {
    tenders.forEach(each);
    TendersClosed out = waiting.orElseThrow();
    BidsClosed closed = new BidsClosed(out.run(), out.shard(), month, out.count());
    answered = true;
    outbox.remember(new Fact.Answered(closed));
    return closed;
  }

  /** The bids that count so far. */
  AcceptedBids accepted() {
    return new AcceptedBids(accepted);
  }

  /** Takes a fact back. Facts of months before are void. */
  void recall(Fact.Heard fact) {
    switch (fact) {
      case Fact.Asked(int _, TenderPublished tender) when tender.month() == month -> add(tender);
      case Fact.Offered(int place, ExternalBid bid) when bid.month() >= month -> {
        kept = place + 1;
        if (!byId.containsKey(bid.tender())) {
          early.add(bid);
        } else if (objection(bid).isEmpty()) {
          count(bid);
        }
      }
      case Fact.Waiting(TendersClosed closed) when closed.month() == month ->
          waiting = Optional.of(closed);
      case Fact.Answered(BidsClosed closed) when closed.month() == month -> answered = true;
      default -> {}
    }
  }
}
