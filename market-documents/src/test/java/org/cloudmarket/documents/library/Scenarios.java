package org.cloudmarket.documents.library;

import static java.util.Map.entry;

import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.model.instrument.DataClassification;
import org.cloudmarket.model.instrument.DemandProgramme;
import org.cloudmarket.model.instrument.Exclusion;
import org.cloudmarket.model.instrument.Fine;
import org.cloudmarket.model.instrument.InHouseComputing;
import org.cloudmarket.model.instrument.MigrationMandate;
import org.cloudmarket.model.instrument.OverseasShock;
import org.cloudmarket.model.instrument.OwnershipChange;
import org.cloudmarket.model.instrument.ProviderMove;
import org.cloudmarket.model.instrument.ScorePreference;
import org.cloudmarket.model.instrument.SetAside;
import org.cloudmarket.model.instrument.Subsidy;
import org.cloudmarket.model.instrument.SupervisorySanction;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.PricingStrategy;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.market.Statistic;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.policy.Trigger;
import org.cloudmarket.model.scenario.Scenario;

/** A small scenario with something of everything, made without any document. */
final class Scenarios {

  private Scenarios() {}

  static Scenario everything() {
    return new Scenario(
        "something-of-everything",
        "Every field is used: \"quotes\", 中文, a colon",
        "First line.\nSecond line, with # and 'quotes'.\n",
        Months.of(2019, 1),
        60,
        Currency.getInstance("EUR"),
        1_234,
        List.of(new City("tianjin", 25), new City("beijing", 60)),
        new TreeMap<>(
            Map.of(
                Segment.BANK,
                profile(Segment.BANK, false, 400_000, Map.of("harbour-cloud", 1_000_000)),
                Segment.MUNICIPALITY,
                profile(
                    Segment.MUNICIPALITY,
                    true,
                    600_000,
                    Map.of("harbour-cloud", 123_456, "ocean-cloud", 876_544)))),
        List.of(
            new NamedBuyer(
                "port-authority",
                Segment.MUNICIPALITY,
                "tianjin",
                DataClass.CORE,
                6_900_000_000L,
                850_001,
                "ocean-cloud",
                Months.of(2020, 6))),
        List.of(
            provider("harbour-cloud", Ownership.PRIVATE, Set.of(), PricingStrategy.ADAPTIVE, false),
            provider("ocean-cloud", Ownership.FOREIGN, Set.of(), PricingStrategy.LOSS_LEADER, true),
            provider(
                "city-cloud", Ownership.STATE, Set.of("tianjin"), PricingStrategy.COST_PLUS, false),
            provider(
                "own-centre",
                Ownership.IN_HOUSE,
                Set.of("tianjin"),
                PricingStrategy.UNDERCUT_INCUMBENT,
                false)),
        ProcurementRules.DECLARATION.make(
            Map.ofEntries(
                entry("minimumBidders", 3),
                entry("fringeBidders", 4),
                entry("extensionMonths", 3),
                entry("failuresBeforeNegotiation", 2),
                entry("abnormallyLow", 500_000),
                entry("ceiling", 1_250_000),
                entry("requiredCertificationGeneral", 1),
                entry("requiredCertificationImportant", 2),
                entry("requiredCertificationCore", 3))),
        MarketParameters.DECLARATION.make(
            Map.ofEntries(
                entry("participation", 500_000),
                entry("entryElasticity", 0),
                entry("usualBidders", 3_500_000),
                entry("secondCall", 1_000_000),
                entry("bidNoise", 50_000),
                entry("markupBase", 80_000),
                entry("markupField", 100_000),
                entry("undercut", 30_000),
                entry("lossLeader", 60_000),
                entry("adaptiveStep", 5_000),
                entry("adaptiveBound", 60_000),
                entry("lastingTastePoints", 6_000_000),
                entry("judgementPoints", 4_500_000),
                entry("exposureSd", 200_000),
                entry("learningExponent", 150_000),
                entry("learningSpillover", 800_000),
                entry("experienceMonths", 24),
                entry("qualityLoss", 20_000),
                entry("qualityReturn", 50_000),
                entry("monthlyGrowth", 12_000),
                entry("extraGrowth", 49_500),
                entry("extraGrowthMonths", 25),
                entry("entryPart", 600_000))),
        List.of(
            new Statistic(
                "home-market",
                new TreeSet<>(Set.of("harbour-cloud", "city-cloud")),
                new TreeSet<>(Set.of(Segment.BANK))),
            new Statistic("all", new TreeSet<>(), new TreeSet<>())),
        List.of(
            policy(
                "mandate",
                MigrationMandate.of(
                    Set.of(Ownership.FOREIGN, Ownership.PRIVATE), true, 2, Months.of(2022, 9)),
                Scope.of(
                    Set.of(Segment.MUNICIPALITY), Set.of("tianjin"), Set.of(DataClass.GENERAL)),
                Months.of(2022, 12),
                false),
            policy(
                "preference",
                new ScorePreference(
                    new TreeSet<>(Set.of(Ownership.STATE)),
                    new TreeSet<>(Set.of("city-cloud")),
                    true,
                    8_250_000,
                    62_500),
                Scope.EVERYBODY,
                Months.NEVER,
                true),
            policy(
                "own-centre",
                new InHouseComputing("own-centre", InHouseComputing.Role.LAST_RESORT),
                Scope.of(Set.of(), Set.of("tianjin"), Set.of()),
                Months.NEVER,
                false),
            policy(
                    "exclusion",
                    new Exclusion(
                        new TreeSet<>(Set.of(Ownership.FOREIGN)),
                        new TreeSet<>(Set.of("ocean-cloud")),
                        250_000),
                    Scope.of(Set.of(Segment.BANK), Set.of("beijing"), Set.of()),
                    Months.NEVER,
                    false)
                .leaking(Months.of(2021, 6), 333_333)
                .yieldingTo(new TreeSet<>(Set.of("set-aside", "subsidy"))),
            policy(
                "set-aside",
                new SetAside(
                    300_000,
                    new TreeSet<>(Set.of(Ownership.PRIVATE)),
                    new TreeSet<>(Set.of("ocean-cloud"))),
                Scope.of(Set.of(Segment.BANK), Set.of("beijing"), Set.of()),
                Months.NEVER,
                false),
            policy(
                "subsidy",
                new Subsidy(
                    new TreeSet<>(Set.of(Ownership.STATE)),
                    new TreeSet<>(Set.of("ocean-cloud")),
                    125_000),
                Scope.of(Set.of(), Set.of("beijing"), Set.of()),
                Months.NEVER,
                false),
            policy(
                "sanction",
                new SupervisorySanction("harbour-cloud", 350_000, 6, 9, 500_000),
                Scope.EVERYBODY,
                Months.of(2022, 2),
                false),
            policy(
                "classification",
                new DataClassification(DataClass.IMPORTANT, 12_500_000),
                Scope.of(Set.of(Segment.BANK), Set.of(), Set.of()),
                Months.NEVER,
                false),
            change("fine", new Fine("harbour-cloud", 18_228_000_000_007L, 123_456, 11), Set.of()),
            change(
                "spin-off",
                new OwnershipChange(
                    "harbour-cloud",
                    Optional.of(Ownership.STATE),
                    Optional.of("harbour-alone"),
                    OptionalInt.of(250_000),
                    -125_000,
                    333_333),
                Set.of()),
            change(
                "move",
                new ProviderMove(
                    "city-cloud",
                    new TreeMap<>(Map.of(Segment.BANK, 62_500, Segment.MUNICIPALITY, -1)),
                    -50_000,
                    -333_333,
                    new TreeSet<>(Set.of("beijing"))),
                Set.of()),
            change("programme", new DemandProgramme(300_000, 62_500, 18), Set.of(Segment.BANK)),
            change(
                "shock",
                new OverseasShock(400_000, "ocean-cloud", new TreeSet<>(Set.of("port-authority"))),
                Set.of(Segment.MUNICIPALITY))),
        List.of(
            new Trigger(
                "softening",
                new Trigger.InScope(Trigger.Figure.COMPLAINTS_PER_TENDER, "mandate"),
                Trigger.Side.ABOVE,
                250_000,
                3,
                2,
                List.of(new Trigger.Repeal("mandate"), new Trigger.Enact("preference"))),
            new Trigger(
                "too-large",
                new Trigger.ShareOfProvider("harbour-cloud"),
                Trigger.Side.BELOW,
                333_333,
                1,
                60,
                List.of(new Trigger.Amend("mandate", "preference"))),
            new Trigger(
                "too-private",
                new Trigger.ShareOfOwnership(Ownership.PRIVATE),
                Trigger.Side.ABOVE,
                900_000,
                12,
                1,
                List.of(new Trigger.Enact("preference"))),
            new Trigger(
                "too-few",
                new Trigger.Concentration(),
                Trigger.Side.ABOVE,
                250_000,
                1,
                1,
                List.of(new Trigger.Repeal("mandate"))),
            new Trigger(
                "too-many-complaints",
                new Trigger.InScope(Trigger.Figure.COMPLAINTS, "mandate"),
                Trigger.Side.ABOVE,
                12_000_000,
                3,
                2,
                List.of(new Trigger.Repeal("mandate")))));
  }

  private static SegmentProfile profile(
      Segment segment, boolean publicTender, int sharePpm, Map<String, Integer> stock) {
    return new SegmentProfile(
        segment,
        publicTender,
        sharePpm,
        880_000_000,
        1_100_000,
        15,
        Weights.points(15, 32, 25, 10, 13, 5),
        600_000,
        new TreeMap<>(Map.of(DataClass.GENERAL, 200_000, DataClass.IMPORTANT, 800_000)),
        new TreeMap<>(Map.of(12, 450_000, 24, 250_000, 36, 300_000)),
        new TreeMap<>(stock),
        1_050_000,
        125_000);
  }

  private static Provider provider(
      String id,
      Ownership ownership,
      Set<String> cities,
      PricingStrategy strategy,
      boolean fringe) {
    return new Provider(
        id,
        "The " + id,
        ownership,
        ownership == Ownership.FOREIGN ? 1_000_000 : 0,
        id + "-group",
        new TreeSet<>(cities),
        Months.of(2019, 1),
        800_000,
        4,
        95_000,
        450_000,
        new TreeMap<>(Map.of(Segment.BANK, 300_001)),
        strategy,
        fringe);
  }

  /** What binds no buyers. */
  private static Policy change(String id, Instrument instrument, Set<Segment> segments) {
    return new Policy(
        id,
        instrument,
        Scope.of(segments, Set.of(), Set.of()),
        Months.of(2021, 8),
        Months.of(2021, 9),
        Months.NEVER,
        1_000_000,
        0,
        false,
        "");
  }

  private static Policy policy(
      String id, Instrument instrument, Scope scope, int end, boolean byTrigger) {
    return new Policy(
        id,
        instrument,
        scope,
        Months.of(2021, 8),
        Months.of(2021, 9),
        end,
        900_000,
        500_000,
        byTrigger,
        "Plan of 27 August 2021");
  }
}
