package org.cloudmarket.wire.codec;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.instrument.MigrationMandate;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.BidsAccepted;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.ContractsCounted;
import org.cloudmarket.model.message.AwardsMessage.ExtensionReason;
import org.cloudmarket.model.message.AwardsMessage.Procedure;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.Bid.Answer;
import org.cloudmarket.model.message.BidAnswered;
import org.cloudmarket.model.message.BidAnswered.Verdict;
import org.cloudmarket.model.message.BidsMessage.BidBooksSubmitted;
import org.cloudmarket.model.message.BidsMessage.BidsClosed;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.Holding;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.Otherwise;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.PolicyApplied;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunPaused;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.message.PolicyTally;
import org.cloudmarket.model.message.ProviderTotals;
import org.cloudmarket.model.message.RunsMessage.AmendRequested;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.RunsMessage.EnactRequested;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.RunsMessage.MonthDue;
import org.cloudmarket.model.message.RunsMessage.PaceRequested;
import org.cloudmarket.model.message.RunsMessage.PauseRequested;
import org.cloudmarket.model.message.RunsMessage.PolicyRequest;
import org.cloudmarket.model.message.RunsMessage.RepealRequested;
import org.cloudmarket.model.message.RunsMessage.ResumeRequested;
import org.cloudmarket.model.message.RunsMessage.RunDeleted;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.RunsMessage.ShardFailed;
import org.cloudmarket.model.message.RunsMessage.StepRequested;
import org.cloudmarket.model.message.Scores;
import org.cloudmarket.model.message.ShardReport;
import org.cloudmarket.model.message.TendersMessage.BidderRegistered;
import org.cloudmarket.model.message.TendersMessage.BidsDue;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.message.TendersMessage.MarketEnded;
import org.cloudmarket.model.message.TendersMessage.MarketOpened;
import org.cloudmarket.model.message.TendersMessage.RulesAmended;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.model.message.TendersMessage.TendersPublished;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.population.Contract;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.AcceptedBids;
import org.cloudmarket.model.scenario.Scenario;

/** One of every message and fact, as they look in a run. */
public final class Specimens {

  public static final int MONTH = Months.of(2021, 9);
  private static final Digest DIGEST = new Digest(0x0123456789abcdefL, 0xfedcba9876543210L);

  private static final Scenario SCENARIO =
      DocumentLibrary.shipped().resolve(DocumentLibrary.shipped().get("no-policy"));

  private Specimens() {}

  /** One of every message. */
  public static List<Message> messages() {
    return List.of(
        new RunOrdered("run-7", scenario(), -42, 3, 500),
        new PauseRequested("run-7", "request-1"),
        new ResumeRequested("run-7", "request-1"),
        new StepRequested("run-7", "request-1", 3),
        new PaceRequested("run-7", "request-1", 2_000),
        new CancelRequested("run-7", "request-1"),
        new EnactRequested(
            "run-7",
            "request-1",
            policy().as("mandate", PolicyRequest.AT_ONCE, PolicyRequest.AT_ONCE)),
        new AmendRequested("run-7", "request-1", policy()),
        new RepealRequested("run-7", "request-1", "mandate"),
        new MonthDue("run-7", MONTH),
        new MonthClosed("run-7", 2, MONTH, report(), DIGEST),
        new ShardFailed("run-7", 2, MONTH, "IllegalStateException: no \"buyer\"\n城市"),
        new RunDeleted("run-7"),
        new RunStarted("run-7", 2, 3, -42, scenario(), 500, 16),
        new MonthOpened(
            "run-7",
            2,
            MONTH,
            List.of("mandate"),
            List.of("preference"),
            spells(),
            totals(),
            DIGEST),
        new StatutesAmended("run-7", 2, MONTH, "request-1", List.of(policy())),
        new PolicyEnacted("run-7", 0, MONTH, "mandate", "its date"),
        new PolicyRepealed("run-7", 0, MONTH, "mandate", "trigger fair-competition"),
        new PolicyApplied("run-7", 0, MONTH, tally()),
        new RequestAnswered(
            "run-7", 0, "request-1", false, MONTH, "the run is not paused", false, 500),
        new RunPaused("run-7", 0, MONTH),
        new RunFinished(
            "run-7", 2, MONTH, Outcome.CANCELLED, DIGEST, "cancelled on request", totals()),
        new MarketAnnounced("run-7", 2, -42, scenario()),
        new RulesAmended("run-7", 2, MONTH, List.of(policy())),
        new MarketOpened("run-7", 2, MONTH, List.of("mandate", "preference"), spells(), totals()),
        tender(),
        new TendersPublished(List.of(tender(), tender())),
        new TendersClosed("run-7", 2, MONTH, 17),
        new BidsDue("run-7", 2, MONTH),
        bidder(),
        new MarketEnded("run-7", 2, MONTH),
        book(),
        new BidBooksSubmitted(List.of(book(), book())),
        new BidsClosed("run-7", 2, MONTH, 17),
        new ContractsCounted(
            "run-7",
            2,
            MONTH,
            List.of(
                new Holding("tianjin", Segment.BANK, "alibaba-cloud", 12, 1_200_000_000, 48_000))),
        award(),
        new TenderFailed(
            "run-7",
            2,
            MONTH,
            "b-0001729-c3",
            "b-0001729",
            Segment.MUNICIPALITY,
            "tianjin",
            2,
            "aws-china",
            List.of("mandate")),
        new ContractExtended(
            "run-7",
            2,
            MONTH,
            "b-0001729-c3",
            "b-0001729",
            Segment.MUNICIPALITY,
            "tianjin",
            "aws-china",
            3,
            ExtensionReason.TENDER_FAILED),
        new ComplaintFiled(
            "run-7",
            2,
            MONTH,
            "b-0001729-c3",
            Segment.GOVERNMENT_AGENCY,
            "tianjin",
            "alibaba-cloud",
            List.of("mandate")),
        new BidsAccepted(
            "run-7",
            2,
            MONTH,
            new AcceptedBids(
                new TreeMap<>(
                    Map.of("my-cloud", new TreeMap<>(Map.of("b-0001729-c3", 1_299_000_000L)))))),
        new AwardsClosed("run-7", 2, MONTH, 17, DIGEST),
        bid(),
        new BidAnswered(
            "run-7", 2, MONTH, "b-0001729-c3", "my-cloud", 1_299_000_000, Verdict.LATE));
  }

  /** One of every fact. */
  public static List<Fact> facts() {
    return List.of(
        new Fact.Model(3),
        new Fact.Ordered(new RunOrdered("run-7", scenario(), -42, 3, 500)),
        new Fact.Statutes(new StatutesAmended("run-7", 2, MONTH, "request-1", List.of(policy()))),
        new Fact.Reported(new MonthClosed("run-7", 2, MONTH, report(), DIGEST)),
        new Fact.Started(new RunStarted("run-7", 2, 3, -42, scenario(), 500, 16)),
        new Fact.NextStatutes(
            new StatutesAmended("run-7", 2, MONTH, "request-1", List.of(policy()))),
        new Fact.Opened(
            new MonthOpened(
                "run-7",
                2,
                MONTH,
                List.of("mandate"),
                List.of("preference"),
                spells(),
                totals(),
                DIGEST)),
        new Fact.Announced(new MarketAnnounced("run-7", 2, -42, scenario())),
        new Fact.Amended(new RulesAmended("run-7", 2, MONTH, List.of(policy()))),
        new Fact.MarketOpen(
            new MarketOpened(
                "run-7", 2, MONTH, List.of("mandate", "preference"), spells(), totals())),
        new Fact.Control(true, 2, 500, false, List.of("request-1", "request-2")),
        new Fact.Alarm(500, new MonthDue("run-7", MONTH)),
        new Fact.Alarm(5_000, new BidsDue("run-7", 2, MONTH)),
        new Fact.Registered(bidder()),
        new Fact.Asked(16, tender()),
        new Fact.Offered(3, bid()),
        new Fact.Waiting(new TendersClosed("run-7", 2, MONTH, 17)),
        new Fact.Answered(new BidsClosed("run-7", 2, MONTH, 17)),
        new Fact.Progress(
            MONTH,
            DIGEST,
            List.of("mandate"),
            List.of("preference"),
            new TreeMap<>(Map.of("fair-competition", -1)),
            new TreeMap<>(Map.of("softening", List.of(new Fact.Reading(5, 40)))),
            spells()),
        new Fact.Buyer(
            "b-0001729",
            new Contract(4, 1_234_567_890L, 98_765, MONTH + 24, 3, 1, true),
            new Fact.Last(
                MONTH,
                2,
                DIGEST,
                true,
                new Fact.Last.Won(9, 1_111_111_111L, -77_000, 64_000),
                new Fact.Last.Bidders(0x1ff, -1L),
                new Fact.Last.Complaint(0, 1),
                new Fact.Last.Touching(3, 2, 1))),
        new Fact.Provider("alibaba-cloud", 1L << 50, 98_765, 800_000, -5_000, 123_456_789_012L));
  }

  /** A tender such as a city-controlled company publishes. */
  public static TenderPublished tender() {
    return new TenderPublished(
        "run-7",
        2,
        MONTH,
        "b-0001729-c3",
        "b-0001729",
        3,
        0,
        Segment.STATE_ENTERPRISE,
        "tianjin",
        DataClass.IMPORTANT,
        48_000,
        36,
        true,
        false,
        "alibaba-cloud",
        98_765,
        List.of("mandate"));
  }

  /** Who bids from outside. */
  private static BidderRegistered bidder() {
    return new BidderRegistered(
        "run-7",
        2,
        MONTH,
        "my-cloud",
        "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE");
  }

  /** A bid from outside. */
  public static ExternalBid bid() {
    return new ExternalBid(
        "run-7", 2, MONTH, "b-0001729-c3", "my-cloud", 1_299_000_000, "c2lnbmF0dXJl");
  }

  /** The book of nine providers that answer it. */
  public static BidsSubmitted book() {
    return new BidsSubmitted(
        tender(),
        1_500_000_000,
        List.of(
            new Bid("alibaba-cloud", Answer.NOT_ELIGIBLE, "mandate", 0, 800_000),
            new Bid("aws-china", Answer.NOT_ELIGIBLE, "mandate", 0, 700_000),
            new Bid("baidu-ai-cloud", Answer.NOT_ELIGIBLE, "mandate", 0, 660_000),
            new Bid("china-mobile-cloud", Answer.BID, "", 1_310_000_000, 560_000),
            new Bid("china-telecom-tianyi", Answer.BID, "", 1_290_500_007, 600_000),
            new Bid("china-unicom-cloud", Answer.NOT_INTERESTED, "", 1_333_000_000, 540_000),
            new Bid("huawei-cloud", Answer.NOT_CERTIFIED, "", 0, 760_000),
            new Bid("rest-of-market", Answer.BELOW_COST, "", 0, 700_000),
            new Bid("tianjin-city-cloud", Answer.BID, "", 1_402_000_000, 550_000)),
        List.of(
            new Otherwise(
                "",
                new long[] {
                  1_200_000_000, 0, 1_250_000_000, 1_310_000_000, -1_290_500_007, 0, 0, 0, 0
                })));
  }

  /** The award that follows. */
  public static ContractAwarded award() {
    return new ContractAwarded(
        "run-7",
        2,
        MONTH,
        "b-0001729-c3",
        new ContractAwarded.Client(
            "b-0001729", Segment.STATE_ENTERPRISE, "tianjin", DataClass.IMPORTANT, 45_000),
        new ContractAwarded.Need(48_000, 36, 1_500_000_000, false),
        new ContractAwarded.Replaced("alibaba-cloud", 380_000_000),
        new ContractAwarded.Win(
            "tianjin-city-cloud",
            Ownership.STATE,
            Procedure.COMPETITION,
            467_333_333,
            1_402_000_000,
            95_000_000,
            400_000_000),
        List.of("mandate"),
        new ContractAwarded.Counterfactual("alibaba-cloud", 1_200_000_000, 0, List.of("mandate")),
        new ContractAwarded.Ranking(
            3,
            new Scores(18_409_415, 16_500_000, 9_000_000, 12_750_000, 0, 1_400_000, 0, -2_345_678),
            "china-telecom-tianyi",
            54_321_000));
  }

  /** A policy such as Tianjin's. */
  static Policy policy() {
    return new Policy(
        "mandate",
        MigrationMandate.of(Set.of(Ownership.PRIVATE, Ownership.FOREIGN), true, 2, MONTH + 12),
        Scope.of(Set.of(Segment.STATE_ENTERPRISE), Set.of("tianjin"), Set.of()),
        MONTH - 1,
        MONTH,
        Months.NEVER,
        950_000,
        200_000,
        false,
        "a plan of August 2021");
  }

  private static List<Spell> spells() {
    return List.of(new Spell("fine", MONTH - 9, MONTH - 2), Spell.since("mandate", MONTH));
  }

  private static List<ProviderTotals> totals() {
    return List.of(
        new ProviderTotals("alibaba-cloud", 46_000_000_000L, 1_700_000, 900_000_000, 310, 120, 4));
  }

  private static ShardReport report() {
    return new ShardReport(
        List.of(new ShardReport.Running(Segment.BANK, "alibaba-cloud", 46_000_000_000L, 1_700_000)),
        List.of(new ShardReport.Activity("alibaba-cloud", 900_000_000, 310, 120, 4)),
        List.of(tally()));
  }

  private static PolicyTally tally() {
    return new PolicyTally(
        "mandate", 40, 31, 36, 29, 230_000, -4_100, 8_200, 5, 12, 99_000, 3, 310_000);
  }

  /** A scenario that is shipped. */
  public static Scenario scenario() {
    return SCENARIO;
  }
}
