package org.cloudmarket.model.procurement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.cloudmarket.model.desk.Continuity;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.ContractsCounted;
import org.cloudmarket.model.message.AwardsMessage.ExtensionReason;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
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
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.message.TendersMessage.MarketEnded;
import org.cloudmarket.model.message.TendersMessage.MarketOpened;
import org.cloudmarket.model.message.TendersMessage.RulesAmended;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.population.Buyer;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.population.Population;
import org.cloudmarket.model.provider.Roster;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.random.Purpose;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;

/**
 * Buyers in one shard of a run: what they tender, and to whom they award. Hears policy and bids.
 */
public final class ProcurementDesk implements Desk<ShardMessage> {

  private String run = "";
  private int shard;
  private int month = Months.NEVER;
  private Scenario scenario;
  private Scenario asOf;
  private long seed;
  private Population population;
  private DemandPath demand;
  private Roster roster;
  private RuleBook rules;
  private Obligations obligations;
  private Award award;
  private MonthTally tally;
  private long termStem;
  private Optional<StatutesAmended> nextStatutes = Optional.empty();

  private final List<Buyer> buyers = new ArrayList<>();

  /** By place among the buyers, and with room for newcomers behind them. */
  private Fact.Buyer[] contracts = {};

  private int[] due = {};
  private final Map<String, Integer> placeOfBuyer = new HashMap<>();

  private int witnessedMonth = Months.NEVER;
  private Witness witness = (tender, why) -> {};

  /** Somebody who may ask why. */
  public interface Witness {
    /**
     * A tender is decided, or a contract bridged without one.
     *
     * @param why may be asked until the desk opens another month, and by one thread at a time
     */
    void decided(String tender, Supplier<Explanation> why);
  }

  /** Lets somebody ask for the reasons of one month's decisions. */
  public void explain(int toBeExplained, Witness curious) {
    witnessedMonth = toBeExplained;
    witness = curious;
  }

  @Override
  public void hear(ShardMessage message, Outbox outbox) {
    switch (message) {
      case RunStarted started -> start(started, outbox);
      case MonthOpened opened -> openMonth(opened, outbox);
      case StatutesAmended amended -> {
        outbox.remember(new Fact.Heard(Fact.Heard.NEXT_STATUTES, amended));
        nextStatutes = Optional.of(amended);
      }
      case BidsSubmitted book -> decide(book, outbox);
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
    outbox.remember(new Fact.Heard(Fact.Heard.RUN, started));
    begin(started);
    outbox.say(new MarketAnnounced(run, shard, started.seed(), scenario));
    outbox.say(new ContractsCounted(run, shard, scenario.start(), OpeningStock.of(buyers, roster)));
  }

  private void begin(RunStarted started) {
    run = started.run();
    shard = started.shard();
    scenario = started.scenario();
    seed = started.seed();
    demand = new DemandPath(Course.without(scenario));
    goBy(scenario);
    tally = new MonthTally(roster);
    termStem = Draws.stem(started.seed(), Purpose.CONTRACT_TERM);
    population = new Population(scenario, seed, shard, started.shards());
    admit(population.atStart());
  }

  private void admit(List<Buyer> some) {
    int place = buyers.size();
    buyers.addAll(some);
    if (buyers.size() > contracts.length) {
      int room = buyers.size() + contracts.length / 4;
      contracts = Arrays.copyOf(contracts, room);
      due = Arrays.copyOf(due, room);
    }
    for (Buyer buyer : some) {
      contracts[place] = buyer.opening();
      due[place] = buyer.opening().due();
      placeOfBuyer.put(buyer.id(), place);
      tally.running(buyer.segment(), buyer.baseUnits(), contracts[place], 1);
      place++;
    }
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
    obligations = new Obligations(now, roster, seed);
    award = new Award(now, seed, roster, rules, obligations);
  }

  private void openMonth(MonthOpened opened, Outbox outbox) {
    Continuity.requireMonth(month == Months.NEVER ? scenario.start() : month + 1, opened.month());
    nextStatutes.ifPresent(amended -> amend(amended, outbox));
    outbox.remember(
        new Fact.Heard(
            Fact.Heard.MONTH,
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
    for (int i = 0; i < buyers.size(); i++) {
      if (due[i] <= month) {
        published += endContract(i, outbox);
      } else if (endings
          && contracts[i].provider() >= 0
          && obligations.forcing(buyers.get(i), contracts[i]) != 0) {
        outbox.say(tender(i, true));
        published++;
      }
    }
    outbox.say(new TendersClosed(run, shard, month, published));
  }

  private void amend(StatutesAmended amended, Outbox outbox) {
    outbox.remember(new Fact.Heard(Fact.Heard.STATUTES, amended));
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
    admit(population.newcomers(demand, month));
    tally.turn(rules.policies());
    rules.open(month, opened.spells());
    obligations.open(opened, rules);
    award.open(month, demand);
  }

  /** A contract is at its end: it is bridged where a mandate's grace allows, else tendered. */
  private int endContract(int place, Outbox outbox) {
    Fact.Buyer contract = contracts[place];
    Buyer buyer = buyers.get(place);
    long bridging = obligations.bridging(buyer, contract);
    int grace = obligations.grace(buyer, contract, bridging);
    if (grace == 0) {
      outbox.say(tender(place, false));
      return 1;
    }
    ContractExtended extended =
        new ContractExtended(
            run,
            shard,
            month,
            tenderId(contract),
            buyer.id(),
            buyer.segment(),
            buyer.city(),
            roster.id(contract.provider()),
            grace,
            ExtensionReason.GRACE);
    Fact.Last last =
        new Fact.Last(month, 1, extended.digest(), false, -1, 0, 0, 0, -1, 0, 0, bridging, 0, 0);
    outbox.say(extended);
    if (month == witnessedMonth) {
      TenderPublished postponed = tender(place, false);
      Award deciding = award;
      witness.decided(postponed.tender(), () -> deciding.explainBridge(postponed, buyer, contract));
    }
    keep(
        place,
        new Fact.Buyer(
            contract.buyer(),
            contract.provider(),
            contract.baseFen(),
            contract.unitPriceMilliFen(),
            month + grace,
            contract.contract(),
            contract.failures(),
            true,
            last),
        outbox);
    return 0;
  }

  private static String tenderId(Fact.Buyer contract) {
    return contract.buyer()
        + "-c"
        + (contract.contract() + 1)
        + (contract.failures() == 0 ? "" : "-r" + contract.failures());
  }

  private TenderPublished tender(int place, boolean forced) {
    Fact.Buyer contract = contracts[place];
    Buyer buyer = buyers.get(place);
    int number = contract.contract() + 1;
    long units =
        Math.max(1, Ranges.scale(buyer.baseUnits(), demand.volumePpm(buyer.segment(), month)));
    return new TenderPublished(
        run,
        shard,
        month,
        tenderId(contract),
        buyer.id(),
        number,
        contract.failures(),
        buyer.segment(),
        buyer.city(),
        buyer.dataClass(),
        units,
        term(scenario.segments().get(buyer.segment()), buyer.key(), number),
        buyer.publicTender(),
        forced,
        roster.id(contract.provider()),
        contract.unitPriceMilliFen(),
        rules.ids(obligations.applied(buyer, number)));
  }

  private int term(SegmentProfile profile, long buyerKey, int number) {
    int left = Draws.ppm(Draws.with(Draws.with(termStem, buyerKey), number));
    for (Map.Entry<Integer, Integer> term : profile.termsPpm().entrySet()) {
      left -= term.getValue();
      if (left < 0) {
        return term.getKey();
      }
    }
    throw new IllegalStateException("terms add up to a million");
  }

  private void decide(BidsSubmitted book, Outbox outbox) {
    Continuity.requireMonth(month, book.tender().month());
    Integer place = placeOfBuyer.get(book.tender().buyer());
    if (place == null) {
      throw new IllegalArgumentException(
          "no buyer '" + book.tender().buyer() + "' in shard " + shard);
    }
    Buyer buyer = buyers.get(place);
    Fact.Buyer contract = contracts[place];
    if (month == witnessedMonth) {
      Award deciding = award;
      witness.decided(book.tender().tender(), () -> deciding.explain(book, buyer, contract));
    }
    keep(place, award.decide(book, buyer, contract, outbox), outbox);
  }

  private void keep(int place, Fact.Buyer contract, Outbox outbox) {
    outbox.remember(contract);
    take(place, contract);
    tally.add(contract.last());
  }

  private void take(int place, Fact.Buyer contract) {
    Segment segment = buyers.get(place).segment();
    long baseUnits = buyers.get(place).baseUnits();
    tally.running(segment, baseUnits, contracts[place], -1);
    tally.running(segment, baseUnits, contract, 1);
    contracts[place] = contract;
    due[place] = contract.due();
  }

  private void closeMonth(BidsClosed closed, Outbox outbox) {
    Continuity.requireMonth(month, closed.month());
    Continuity.requireCount(month, "tenders", closed.count(), tally.decided());
    outbox.say(new AwardsClosed(run, shard, month, tally.outcomes(), tally.digest()));
    outbox.say(new MonthClosed(run, shard, month, tally.report(), tally.digest()));
  }

  @Override
  public void recall(Fact fact) {
    switch (fact) {
      case Fact.Heard(String key, RunStarted started) -> begin(started);
      case Fact.Heard(String key, MonthOpened opened) -> turnTo(opened);
      case Fact.Heard(String key, StatutesAmended amended) -> {
        if (key.equals(Fact.Heard.STATUTES)) {
          amend(amended.policies());
        } else if (amended.month() > month) {
          nextStatutes = Optional.of(amended);
        }
      }
      case Fact.Buyer contract -> {
        take(placeOfBuyer.get(contract.buyer()), contract);
        if (contract.last().month() == month) {
          tally.add(contract.last());
        }
      }
      default -> throw new IllegalArgumentException("not a procurement desk's: " + fact.key());
    }
  }
}
