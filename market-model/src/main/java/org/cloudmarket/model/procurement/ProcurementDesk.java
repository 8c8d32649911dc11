package org.cloudmarket.model.procurement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.cloudmarket.model.desk.Continuity;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Fact.ProcurementFact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.ContractsCounted;
import org.cloudmarket.model.message.BidsMessage;
import org.cloudmarket.model.message.BidsMessage.BidBooksSubmitted;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.Holding;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.PolicyApplied;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunPaused;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.ShardMessage;
import org.cloudmarket.model.message.TendersMessage;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.message.TendersMessage.MarketEnded;
import org.cloudmarket.model.message.TendersMessage.MarketOpened;
import org.cloudmarket.model.message.TendersMessage.RulesAmended;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.model.message.TendersMessage.TendersPublished;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.PolicySet;
import org.cloudmarket.model.population.Buyers;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.population.Population;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.random.Purpose;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Bids;
import org.cloudmarket.model.tender.Decider;
import org.cloudmarket.model.tender.Explanation;
import org.cloudmarket.model.tender.Obligations;
import org.cloudmarket.model.tender.Outcome;
import org.cloudmarket.model.tender.Roster;
import org.cloudmarket.model.tender.Tender;
import org.cloudmarket.model.tender.TenderMessages;

/**
 * Buyers in one shard of a run: what they tender, and to whom they award. Hears policy and bids.
 */
public final class ProcurementDesk implements Desk<ShardMessage, ProcurementFact> {

  private final Optional<Bidders> bidders;

  private String run = "";
  private int shard;
  private int month = Months.NEVER;
  private Scenario scenario;
  private Scenario asOf;
  private long seed;
  private int tendersInRecord;
  private Population population;
  private DemandPath demand;
  private Roster roster;
  private RuleBook rules;
  private Obligations obligations;
  private Decider decider;
  private TenderMessages words;
  private MonthTally tally;
  private long termStem;

  // By segment: whether it buys by public tender, how long contracts run, and how many of them.
  private final boolean[] publicTender = new boolean[Segment.values().length];
  private final int[][] termMonths = new int[Segment.values().length][];
  private final int[][] termPartsPpm = new int[Segment.values().length][];
  private Optional<StatutesAmended> nextStatutes = Optional.empty();
  private final Buyers buyers = new Buyers();

  // Scratch space of a few buyers: whose contracts end, and how long their next ones run.
  private final int[] ended = new int[16];
  private final int[] nextTerms = new int[ended.length];

  // Scratch space of one tender.
  private final Tender tender = new Tender();
  private final Outcome outcome = new Outcome();
  private Bids bids = new Bids(0);

  /** Tenders of the month that is being opened, until they are said together. */
  private final List<TenderPublished> unsaid = new ArrayList<>();

  private int witnessedMonth = Months.NEVER;
  private Witness witness = (tender, why) -> {};
  private Optional<Ledger> ledger = Optional.empty();

  /** Somebody who may ask why. */
  public interface Witness {
    /**
     * A tender is decided, or a contract bridged without one.
     *
     * @param why may be asked until the desk opens another month, and by one thread at a time
     */
    void decided(String tender, Supplier<Explanation> why);
  }

  /** Somebody who counts what comes of each tender, in numbers. */
  public interface Ledger {

    /** The contracts that run when the simulation begins. */
    void open(int month, List<Holding> holdings);

    /**
     * Something came of a tender, or of a contract at its end. Both are filled anew for the next.
     *
     * @param replacedBaseFen annual value of the buyer's contract before, at the start's volume
     * @param baseUnits the buyer's volume at the start
     */
    void enter(Tender tender, Outcome outcome, long replacedBaseFen, long baseUnits);
  }

  /** Providers that answer a tender at once, in the same process. */
  public interface Bidders {
    /** Answers a tender. */
    void answer(Tender tender, Bids into);

    /** Puts their answer in words. */
    BidsSubmitted submitted(TenderPublished tender, Bids bids);
  }

  /** A desk whose tenders are answered by messages. */
  public ProcurementDesk() {
    bidders = Optional.empty();
  }

  /**
   * A desk that asks for bids and decides as it goes.
   *
   * @param direct must know of the month by the time that the desk has said that it is open
   */
  public ProcurementDesk(Bidders direct) {
    bidders = Optional.of(direct);
  }

  /** Lets somebody ask for the reasons of one month's decisions. */
  public void explain(int toBeExplained, Witness curious) {
    witnessedMonth = toBeExplained;
    witness = curious;
  }

  /** Lets somebody count what this desk decides. */
  public void account(Ledger counting) {
    ledger = Optional.of(counting);
  }

  @Override
  public void hear(ShardMessage message, Outbox outbox) {
    switch (message) {
      case RunStarted started -> start(started, outbox);
      case MonthOpened opened -> openMonth(opened, outbox);
      case StatutesAmended amended -> {
        outbox.remember(new Fact.NextStatutes(amended));
        nextStatutes = Optional.of(amended);
      }
      case BidsSubmitted book -> decide(book, outbox);
      case BidBooksSubmitted several -> several.books().forEach(book -> decide(book, outbox));
      case BidsClosed closed -> closeMonth(closed, outbox);
      case RunFinished finished -> {
        outbox.say(new MarketEnded(run, shard, finished.month()));
        outbox.forget();
      }
      case PolicyEnacted enacted -> {}
      case PolicyRepealed repealed -> {}
      case PolicyApplied applied -> {}
      case RequestAnswered answered -> {}
      case RunPaused paused -> {}
      default -> throw new IllegalArgumentException("not for a procurement desk: " + message);
    }
  }

  private void start(RunStarted started, Outbox outbox) {
    outbox.remember(new Fact.Started(started));
    begin(started);
    outbox.say(new MarketAnnounced(run, shard, started.seed(), scenario));
    if (outbox.hears(AwardsMessage.class)) {
      outbox.say(
          new ContractsCounted(run, shard, scenario.start(), OpeningStock.of(buyers, roster)));
    }
    ledger.ifPresent(book -> book.open(scenario.start(), OpeningStock.of(buyers, roster)));
  }

  private void begin(RunStarted started) {
    run = started.run();
    shard = started.shard();
    scenario = started.scenario();
    seed = started.seed();
    tendersInRecord = started.tendersInRecord();
    demand = new DemandPath(Course.without(scenario));
    goBy(scenario);
    tally = new MonthTally(roster);
    termStem = Draws.stem(started.seed(), Purpose.CONTRACT_TERM);
    for (SegmentProfile profile : scenario.segments().values()) {
      int segment = profile.segment().ordinal();
      publicTender[segment] = profile.publicTender();
      termMonths[segment] = ints(profile.termsPpm().keySet());
      termPartsPpm[segment] = ints(profile.termsPpm().values());
    }
    population = new Population(scenario, seed, shard, started.shards());
    buyers.reserve(population.foreseen(demand));
    population.atStart(buyers);
    for (int i = 0; i < buyers.size(); i++) {
      running(i, 1);
    }
  }

  private static int[] ints(Collection<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  private void amend(List<Policy> policies) {
    scenario = scenario.withPolicies(policies, scenario.triggers());
    goBy(scenario);
  }

  /**
   * Goes by these policies and providers from now on. Places of policies may be others: none
   * outlives its month.
   */
  private void goBy(Scenario now) {
    asOf = now;
    roster = new Roster(now);
    rules = new RuleBook(now);
    obligations = new Obligations(now, roster, buyers, seed);
    decider = new Decider(now, seed, roster, rules, obligations, buyers);
    words = new TenderMessages(run, shard, roster, rules);
    bids = new Bids(roster.size());
  }

  private void openMonth(MonthOpened opened, Outbox outbox) {
    Continuity.requireMonth(month == Months.NEVER ? scenario.start() : month + 1, opened.month());
    nextStatutes.ifPresent(amended -> amend(amended, outbox));
    outbox.remember(
        new Fact.Opened(
            new MonthOpened(
                run,
                shard,
                opened.month(),
                opened.inForce(),
                opened.announced(),
                opened.spells(),
                List.of(),
                opened.digest())));
    turnTo(opened);
    List<String> heard = rules.ids(rules.setOf(opened.inForce()) | rules.setOf(opened.announced()));
    outbox.say(new MarketOpened(run, shard, month, heard, opened.spells(), opened.lastMonth()));
    int published = 0;
    boolean endings = obligations.mayEndContracts();
    int count = 0;
    for (int i = ending(0, endings); i < buyers.size(); i = ending(i + 1, endings)) {
      ended[count++] = i;
      if (count == ended.length) {
        published += endContracts(count, outbox);
        count = 0;
      }
    }
    published += endContracts(count, outbox);
    sayUnsaid(outbox);
    outbox.say(new TendersClosed(run, shard, month, published));
  }

  /**
   * The first buyer from a place on whose contract ends, at its time or before it.
   *
   * @param endings whether any policy ends contracts before their time
   */
  private int ending(int from, boolean endings) {
    if (!endings) {
      return buyers.firstDue(from, month);
    }
    int i = from;
    while (i < buyers.size()
        && buyers.due(i) > month
        && obligations.forcing(i, buyers.provider(i), next(i)) == PolicySet.NONE) {
      i++;
    }
    return i;
  }

  /** Ends the contracts of a few buyers, at their time or before it. */
  private int endContracts(int count, Outbox outbox) {
    // All their rows are asked of memory at once: one by one, each would be waited for.
    for (int n = 0; n < count; n++) {
      int place = ended[n];
      nextTerms[n] = term(buyers.segment(place), buyers.key(place), next(place));
    }
    int published = 0;
    for (int n = 0; n < count; n++) {
      if (buyers.due(ended[n]) <= month) {
        published += endContract(ended[n], nextTerms[n], outbox);
      } else {
        publish(ended[n], nextTerms[n], true, outbox);
        published++;
      }
    }
    return published;
  }

  private int next(int place) {
    return buyers.contract(place) + 1;
  }

  private void amend(StatutesAmended amended, Outbox outbox) {
    outbox.remember(new Fact.Statutes(amended));
    amend(amended.policies());
    outbox.say(new RulesAmended(run, shard, amended.month(), amended.policies()));
    nextStatutes = Optional.empty();
  }

  private void turnTo(MonthOpened opened) {
    month = opened.month();
    Course course = new Course(scenario, opened.spells());
    Scenario now = course.asOf(month);
    if (!now.providers().equals(asOf.providers())) {
      goBy(now);
    }
    demand = demand.in(course);
    population.newcomers(demand, month, buyers); // Who have no contract yet.
    tally.turn(rules.policies());
    rules.open(month, opened.spells());
    obligations.open(
        month,
        rules.setOf(opened.inForce()),
        rules.setOf(opened.announced()),
        opened.spells(),
        rules);
    decider.open(month, scenario, demand);
  }

  /** A contract is at its end: it is bridged where a mandate's grace allows, else tendered. */
  private int endContract(int place, int term, Outbox outbox) {
    long bridging =
        obligations.bridging(place, buyers.provider(place), next(place), buyers.bridged(place));
    int grace = obligations.grace(place, buyers.contract(place), bridging);
    if (grace == 0) {
      publish(place, term, false, outbox);
      return 1;
    }
    write(place, term, false);
    decider.bridge(tender, grace, bridging, outcome);
    if (month == witnessedMonth) {
      Tender postponed = tender.copy();
      Decider deciding = decider;
      TenderMessages inWords = words;
      witness.decided(
          TenderMessages.id(buyers.id(place), tender),
          () -> deciding.explainBridge(place, postponed, inWords));
    }
    take(place, outbox);
    return 0;
  }

  private void publish(int place, int term, boolean forced, Outbox outbox) {
    write(place, term, forced);
    if (bidders.isEmpty()) {
      say(words.published(buyers.id(place), tender), outbox);
      return;
    }
    bidders.get().answer(tender, bids);
    if (outbox.hears(TendersMessage.class) || outbox.hears(BidsMessage.class)) {
      TenderPublished published = words.published(buyers.id(place), tender);
      outbox.say(published);
      outbox.say(bidders.get().submitted(published, bids));
    }
    decide(place, outbox);
  }

  private void say(TenderPublished published, Outbox outbox) {
    if (tendersInRecord == 1) {
      outbox.say(published);
      return;
    }
    unsaid.add(published);
    if (unsaid.size() == tendersInRecord) {
      sayUnsaid(outbox);
    }
  }

  private void sayUnsaid(Outbox outbox) {
    if (!unsaid.isEmpty()) {
      outbox.say(new TendersPublished(unsaid));
      unsaid.clear();
    }
  }

  /** Fills the tender in. */
  private void write(int place, int term, boolean forced) {
    Segment segment = buyers.segment(place);
    tender.month = month;
    tender.buyerHash = buyers.hash(place);
    tender.contract = next(place);
    tender.attempt = buyers.failures(place);
    tender.segment = segment;
    tender.dataClass = buyers.dataClass(place);
    tender.city = buyers.city(place);
    tender.units = decider.units(place);
    tender.termMonths = term;
    tender.publicTender = publicTender[segment.ordinal()];
    tender.forced = forced;
    tender.incumbent = buyers.provider(place);
    tender.incumbentUnitPriceMilliFen = buyers.unitPriceMilliFen(place);
    tender.policies = obligations.applied(place, tender.contract);
  }

  private int term(Segment segment, long buyerKey, int number) {
    int left = Draws.ppm(Draws.with(Draws.with(termStem, buyerKey), number));
    int[] parts = termPartsPpm[segment.ordinal()];
    int i = 0;
    while (left >= parts[i]) {
      left -= parts[i++];
    }
    return termMonths[segment.ordinal()][i];
  }

  private void decide(BidsSubmitted book, Outbox outbox) {
    Continuity.requireMonth(month, book.tender().month());
    int place = buyers.place(book.tender().buyer());
    if (place < 0) {
      throw new IllegalArgumentException(
          "no buyer '" + book.tender().buyer() + "' in shard " + shard);
    }
    words.read(book.tender(), tender);
    words.read(book, bids);
    decide(place, outbox);
  }

  /** Decides the tender at hand by the bids at hand. */
  private void decide(int place, Outbox outbox) {
    if (month == witnessedMonth) {
      Tender published = tender.copy();
      Bids submitted = bids.copy();
      boolean bridged = buyers.bridged(place);
      Decider deciding = decider;
      TenderMessages inWords = words;
      witness.decided(
          TenderMessages.id(buyers.id(place), tender),
          () -> deciding.explain(place, published, submitted, bridged, inWords));
    }
    decider.decide(place, tender, bids, outcome);
    take(place, outbox);
  }

  /** Says and keeps the outcome at hand. */
  private void take(int place, Outbox outbox) {
    if (outbox.hears(AwardsMessage.class)) {
      words
          .outcomes(
              buyers.id(place),
              tender,
              bids,
              outcome,
              buyers.baseFen(place),
              buyers.baseUnits(place))
          .forEach(outbox::say);
    }
    if (ledger.isPresent()) {
      ledger.get().enter(tender, outcome, buyers.baseFen(place), buyers.baseUnits(place));
    }
    running(place, -1);
    int due = month + outcome.monthsToNext;
    switch (outcome.kind) {
      case AWARDED ->
          buyers.award(place, outcome.winner, outcome.baseFen, outcome.unitPriceMilliFen, due);
      case FAILED -> buyers.fail(place, due);
      case BRIDGED -> buyers.bridge(place, due);
    }
    running(place, 1);
    if (outbox.remembers()) {
      outbox.remember(
          new Fact.Buyer(buyers.id(place), buyers.contractOf(place), Last.of(month, outcome)));
    }
    tally.add(outcome);
  }

  /** What a buyer's contract adds to what runs, or with a sign of -1 takes from it. */
  private void running(int place, int sign) {
    tally.running(
        buyers.segment(place),
        buyers.provider(place),
        buyers.baseFen(place),
        buyers.baseUnits(place),
        sign);
  }

  private void closeMonth(BidsClosed closed, Outbox outbox) {
    Continuity.requireMonth(month, closed.month());
    Continuity.requireCount(month, "tenders", closed.count(), tally.decided());
    outbox.say(new AwardsClosed(run, shard, month, tally.outcomes(), tally.digest()));
    outbox.say(new MonthClosed(run, shard, month, tally.report(), tally.digest()));
  }

  @Override
  public void recall(ProcurementFact fact) {
    switch (fact) {
      case Fact.Started(RunStarted started) -> begin(started);
      case Fact.Opened(MonthOpened opened) -> turnTo(opened);
      case Fact.Statutes(StatutesAmended amended) -> amend(amended.policies());
      case Fact.NextStatutes(StatutesAmended amended) -> {
        if (amended.month() > month) {
          nextStatutes = Optional.of(amended);
        }
      }
      case Fact.Buyer buyer -> {
        int place = buyers.place(buyer.buyer());
        running(place, -1);
        buyers.set(place, buyer.contract());
        running(place, 1);
        if (buyer.last().month() == month) {
          tally.add(Last.outcome(buyer.last()));
        }
      }
    }
  }

  @Override
  public Class<ProcurementFact> facts() {
    return ProcurementFact.class;
  }
}
