package org.cloudmarket.analysis.observed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cloudmarket.analysis.observed.Deal.Contest;
import org.cloudmarket.analysis.observed.Deal.Field;
import org.cloudmarket.model.figures.Cell;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractsCounted;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.BidsMessage;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.run.Watcher;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;

/** What a reference run has shown. */
public final class Observed {

  /** Running spend is kept without cities, of which no measure asks. */
  private static final String EVERYWHERE = "everywhere";

  /**
   * A tender that brought no contract.
   *
   * @param bidders how many valid bids there were
   */
  public record Failure(int month, boolean publicTender, Segment segment, int bidders) {}

  private final Scenario scenario;
  private final MarketFigures running = new MarketFigures();
  private final List<Deal> deals = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Map<String, BidsSubmitted> books = new HashMap<>();
  private final Map<Segment, Integer> complaints = new HashMap<>();
  private List<Spell> spells = List.of();

  private Observed(Scenario scenario) {
    this.scenario = scenario;
  }

  /** Runs a study with a seed, on this thread. */
  public static Observed of(Study study, long seed) {
    Observed observed = new Observed(study.resolved());
    Set<Class<? extends Message>> kinds =
        study.bids()
            ? Set.of(AwardsMessage.class, PolicyMessage.class, BidsMessage.class)
            : Set.of(AwardsMessage.class, PolicyMessage.class);
    ReferenceRun.run(observed.scenario, seed, Watcher.of(kinds, observed::take));
    observed.books.clear();
    return observed;
  }

  private void take(Message message) {
    switch (message) {
      case MonthOpened opened -> spells = opened.spells();
      case BidsSubmitted book -> books.put(book.tender().tender(), book);
      case ContractsCounted counted ->
          counted
              .holdings()
              .forEach(
                  each -> run(counted.month(), each.segment(), each.provider(), each.baseFen()));
      case ContractAwarded award -> award(award);
      case TenderFailed failed -> {
        books.remove(failed.tender());
        failures.add(
            new Failure(
                failed.month(), isPublic(failed.segment()), failed.segment(), failed.bidders()));
      }
      case ComplaintFiled complaint -> complaints.merge(complaint.segment(), 1, Integer::sum);
      default -> {}
    }
  }

  private void award(ContractAwarded award) {
    Segment segment = award.client().segment();
    run(award.month(), segment, award.win().provider(), award.win().baseFen());
    if (!award.replaced().incumbent().isEmpty()) {
      run(award.month(), segment, award.replaced().incumbent(), -award.replaced().baseFen());
    }
    BidsSubmitted book = books.remove(award.tender());
    deals.add(
        new Deal(
            award.month(),
            isPublic(segment),
            award.client(),
            award.need(),
            award.replaced().incumbent(),
            award.win(),
            !award.policies().isEmpty(),
            award.counterfactual(),
            Contest.of(award.ranking()),
            book == null ? Field.UNSEEN : field(book, award.win().provider())));
  }

  private void run(int month, Segment segment, String provider, long baseFen) {
    running.add(new Cell(month, EVERYWHERE, segment, provider), Measure.RUNNING_BASE_FEN, baseFen);
  }

  private static Field field(BidsSubmitted book, String winner) {
    int eligible = 0;
    int eligibleOtherwise = 0;
    int lost = 0;
    long lostFen = 0;
    long steadyFen = 0;
    long steadyOtherwiseFen = 0;
    for (int i = 0; i < book.bids().size(); i++) {
      Bid bid = book.bids().get(i);
      boolean bids = bid.answer() == Bid.Answer.BID;
      boolean able = bids || bid.answer() == Bid.Answer.NOT_INTERESTED;
      long otherwise =
          book.otherwise().isEmpty()
              ? (bids ? bid.priceFen() : able ? -1 : 0)
              : book.otherwise().getFirst().priceFen(i);
      eligible += able ? 1 : 0;
      eligibleOtherwise += otherwise != 0 ? 1 : 0;
      if (bids && !bid.provider().equals(winner)) {
        lost++;
        lostFen += bid.priceFen();
      }
      if (bids && otherwise > 0) {
        steadyFen += bid.priceFen();
        steadyOtherwiseFen += otherwise;
      }
    }
    return new Field(eligible, eligibleOtherwise, lost, lostFen, steadyFen, steadyOtherwiseFen);
  }

  private boolean isPublic(Segment segment) {
    return scenario.segments().get(segment).publicTender();
  }

  /** What was run. */
  public Scenario scenario() {
    return scenario;
  }

  /** The scenario and when its policies were in force. */
  public Course course() {
    return new Course(scenario, spells);
  }

  /** Changes of running spend by month, segment and provider. */
  MarketFigures running() {
    return running;
  }

  /** The awards that count, in the order in which they were made. */
  public Stream<Deal> deals(Predicate<Deal> counted) {
    return deals.stream().filter(counted);
  }

  /** All tenders that brought no contract. */
  public List<Failure> failures() {
    return Collections.unmodifiableList(failures);
  }

  /** How many complaints there were in a segment. */
  public int complaints(Segment segment) {
    return complaints.getOrDefault(segment, 0);
  }
}
