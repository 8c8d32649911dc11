package org.cloudmarket.model;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.model.instrument.MigrationMandate;
import org.cloudmarket.model.instrument.ScorePreference;
import org.cloudmarket.model.instrument.SetAside;
import org.cloudmarket.model.instrument.SupervisorySanction;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.Currencies;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.PricingStrategy;
import org.cloudmarket.model.market.ProcurementRules;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.market.Statistic;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.policy.Trigger;
import org.cloudmarket.model.scenario.Scenario;

/**
 * A small market with all that matters: public and private buyers, every strategy, a fringe, a
 * city's own cloud.
 */
public final class TestMarket {

  public static final int START = Months.of(2019, 1);
  public static final int EFFECTIVE = Months.of(2020, 1);
  public static final int DEADLINE = Months.of(2020, 10);

  private TestMarket() {}

  /** No policy; 24 months; 1,500 buyers in four cities. */
  public static Scenario open() {
    return new Scenario(
        "test-market",
        "A small market",
        "",
        START,
        30,
        Currencies.CNY,
        1_500,
        List.of(
            new City("tianjin", 3),
            new City("beijing", 4),
            new City("nantong", 1),
            new City("shanghai", 4)),
        segments(),
        List.of(),
        providers(),
        ProcurementRules.DECLARATION.make(
            Map.ofEntries(
                entry("minimumBidders", 3),
                entry("fringeBidders", 3),
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
                entry("judgementPoints", 4_000_000),
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
        List.of(new Statistic("all", new TreeSet<>(), new TreeSet<>())),
        List.of(),
        List.of());
  }

  public static Scenario with(Policy... policies) {
    return open().withPolicies(List.of(policies), List.of());
  }

  /**
   * The open market with providers that stay as they are: what differs elsewhere than in its scope
   * is then not a policy's doing.
   */
  public static Scenario still() {
    return behaving(
        open(),
        Map.of(
            "adaptiveStep",
            0,
            "adaptiveBound",
            0,
            "learningExponent",
            0,
            "learningSpillover",
            0,
            "qualityLoss",
            0,
            "qualityReturn",
            0));
  }

  /** The same market, whose providers take part where they can expect something. */
  public static Scenario answering(Scenario market) {
    return behaving(market, Map.of("entryElasticity", 500_000, "secondCall", 3_000_000));
  }

  /** The same scenario with some numbers of its behaviour changed, by their names in documents. */
  public static Scenario behaving(Scenario scenario, Map<String, Integer> changed) {
    return with(
        scenario, scenario.segments(), scenario.providers(), with(scenario.parameters(), changed));
  }

  /** The same scenario with other segments and providers. */
  public static Scenario with(
      Scenario scenario, SortedMap<Segment, SegmentProfile> segments, List<Provider> providers) {
    return with(scenario, segments, providers, scenario.parameters());
  }

  private static Scenario with(
      Scenario scenario,
      SortedMap<Segment, SegmentProfile> segments,
      List<Provider> providers,
      MarketParameters parameters) {
    return new Scenario(
        scenario.name(),
        scenario.title(),
        scenario.story(),
        scenario.start(),
        scenario.months(),
        scenario.currency(),
        scenario.buyers(),
        scenario.cities(),
        segments,
        scenario.namedBuyers(),
        providers,
        scenario.rules(),
        parameters,
        scenario.statistics(),
        scenario.policies(),
        scenario.triggers());
  }

  /** The same behaviour, with some numbers changed. */
  private static MarketParameters with(MarketParameters parameters, Map<String, Integer> changed) {
    Map<String, Integer> values = new TreeMap<>();
    MarketParameters.DECLARATION
        .parameters()
        .forEach(parameter -> values.put(parameter.name(), parameter.of(parameters)));
    values.putAll(changed);
    return MarketParameters.DECLARATION.make(values);
  }

  /** The same policy with other dates. */
  public static Policy dated(Policy policy, int announced, int effective, int end) {
    return new Policy(
        policy.id(),
        policy.instrument(),
        policy.scope(),
        announced,
        effective,
        end,
        policy.enforcementPpm(),
        policy.anticipationPpm(),
        policy.byTrigger(),
        policy.legalBasis(),
        policy.leaked(),
        policy.leakReachPpm(),
        policy.yieldsTo());
  }

  /** The same policy, which exposed buyers act on as soon as they know of it. */
  public static Policy anticipated(Policy policy, int anticipationPpm) {
    return new Policy(
        policy.id(),
        policy.instrument(),
        policy.scope(),
        policy.announced(),
        policy.effective(),
        policy.end(),
        policy.enforcementPpm(),
        anticipationPpm,
        policy.byTrigger(),
        policy.legalBasis(),
        policy.leaked(),
        policy.leakReachPpm(),
        policy.yieldsTo());
  }

  /** The in-house centre of {@link #withOwnCentre}. */
  public static final String OWN_CENTRE = "nantong-own-centre";

  /** The open market with a computing centre of Nantong's own, which no policy calls. */
  public static Scenario withOwnCentre(long unitCostMilliFen) {
    Scenario open = open();
    List<Provider> providers = new ArrayList<>(open.providers());
    providers.add(
        new Provider(
            OWN_CENTRE,
            "Nantong's own",
            Ownership.IN_HOUSE,
            0,
            "nantong-government",
            new TreeSet<>(Set.of("nantong")),
            START,
            500_000,
            4,
            unitCostMilliFen,
            900_000,
            new TreeMap<>(),
            PricingStrategy.COST_PLUS,
            false));
    return new Scenario(
        open.name(),
        open.title(),
        open.story(),
        open.start(),
        open.months(),
        open.currency(),
        open.buyers(),
        open.cities(),
        open.segments(),
        open.namedBuyers(),
        providers,
        open.rules(),
        open.parameters(),
        open.statistics(),
        open.policies(),
        open.triggers());
  }

  /** State enterprises of Tianjin move to their city's cloud. */
  public static Policy mandate() {
    return policy(
        "tianjin-mandate",
        MigrationMandate.of(Set.of(Ownership.PRIVATE, Ownership.FOREIGN), true, 2, DEADLINE),
        tianjinEnterprises());
  }

  /** The same policy with another part of the buyers complying. */
  public static Policy enforced(Policy policy, int enforcementPpm) {
    return new Policy(
        policy.id(),
        policy.instrument(),
        policy.scope(),
        policy.announced(),
        policy.effective(),
        policy.end(),
        enforcementPpm,
        policy.anticipationPpm(),
        policy.byTrigger(),
        policy.legalBasis());
  }

  public static Policy preference() {
    return policy(
        "tianjin-preference",
        ScorePreference.points(Set.of(Ownership.STATE), true, 8),
        tianjinEnterprises());
  }

  public static Policy preferenceByTrigger() {
    Policy dated = preference();
    return new Policy(
        dated.id(),
        dated.instrument(),
        dated.scope(),
        dated.announced(),
        dated.effective(),
        dated.end(),
        dated.enforcementPpm(),
        dated.anticipationPpm(),
        true,
        dated.legalBasis());
  }

  /** Alibaba falls from grace for three months, and recovers. */
  public static Policy sanction() {
    return dated(
        policy(
            "sanction",
            new SupervisorySanction("alibaba-cloud", 400_000, 3, 4, 500_000),
            Scope.EVERYBODY),
        EFFECTIVE,
        EFFECTIVE,
        EFFECTIVE + 2);
  }

  /** Of Beijing's tenders a part is open to the state's providers only, which leaks. */
  public static Policy setAside() {
    return anticipated(
            dated(
                policy(
                    "set-aside",
                    SetAside.of(300_000, Set.of(Ownership.STATE)),
                    Scope.of(Set.of(), Set.of("beijing"), Set.of())),
                EFFECTIVE - 2,
                EFFECTIVE + 2,
                Months.NEVER),
            1_000_000)
        .leaking(EFFECTIVE - 6, 400_000);
  }

  /** Complaints repeal the mandate and enact the preference. */
  public static Trigger softening() {
    return new Trigger(
        "softening",
        new Trigger.InScope(Trigger.Figure.COMPLAINTS_PER_TENDER, "tianjin-mandate"),
        Trigger.Side.ABOVE,
        200_000,
        3,
        2,
        List.of(new Trigger.Repeal("tianjin-mandate"), new Trigger.Enact("tianjin-preference")));
  }

  public static Policy policy(
      String id, org.cloudmarket.model.policy.Instrument instrument, Scope scope) {
    return new Policy(
        id, instrument, scope, EFFECTIVE, EFFECTIVE, Months.NEVER, 900_000, 0, false, "a test");
  }

  /** A policy that binds no buyers, but acts on a provider or on demand, for some months. */
  public static Policy change(
      String id, org.cloudmarket.model.policy.Instrument instrument, Scope scope, int end) {
    return new Policy(
        id, instrument, scope, EFFECTIVE, EFFECTIVE, end, 1_000_000, 0, false, "a test");
  }

  /** The open market with few buyers, so that a test can run it over many seeds. */
  public static Scenario small(Policy... policies) {
    return open().withBuyers(300, List.of()).withPolicies(List.of(policies), List.of());
  }

  public static Scope tianjinEnterprises() {
    return Scope.of(Set.of(Segment.STATE_ENTERPRISE), Set.of("tianjin"), Set.of());
  }

  private static SortedMap<Segment, SegmentProfile> segments() {
    SortedMap<Segment, SegmentProfile> segments = new TreeMap<>();
    for (SegmentProfile profile :
        List.of(
            segment(
                Segment.GOVERNMENT_AGENCY,
                true,
                200_000,
                Weights.points(15, 30, 20, 15, 15, 5),
                850_000),
            segment(
                Segment.STATE_ENTERPRISE,
                true,
                300_000,
                Weights.points(20, 30, 15, 10, 18, 7),
                700_000),
            segment(Segment.BANK, false, 100_000, Weights.points(15, 32, 25, 5, 18, 5), 600_000),
            segment(
                Segment.INTERNET_COMPANY,
                false,
                400_000,
                Weights.points(35, 37, 5, 0, 15, 8),
                100_000))) {
      segments.put(profile.segment(), profile);
    }
    return segments;
  }

  private static SegmentProfile segment(
      Segment segment, boolean publicTender, int share, Weights weights, int exposure) {
    return new SegmentProfile(
        segment,
        publicTender,
        share,
        500_000_000L,
        1_000_000,
        12,
        weights,
        exposure,
        new TreeMap<>(
            Map.of(
                DataClass.GENERAL, 300_000, DataClass.IMPORTANT, 500_000, DataClass.CORE, 200_000)),
        new TreeMap<>(Map.of(12, 450_000, 24, 250_000, 36, 300_000)),
        new TreeMap<>(
            Map.of(
                "alibaba-cloud",
                500_000,
                "huawei-cloud",
                100_000,
                "tencent-cloud",
                150_000,
                "china-telecom-tianyi",
                100_000,
                "aws-china",
                50_000,
                "rest-of-market",
                100_000)),
        1_000_000,
        125_000);
  }

  private static List<Provider> providers() {
    List<Provider> providers = new ArrayList<>();
    providers.add(
        provider(
            "alibaba-cloud",
            Ownership.PRIVATE,
            4,
            95_000,
            800_000,
            450_000,
            PricingStrategy.ADAPTIVE));
    providers.add(
        provider(
            "huawei-cloud",
            Ownership.PRIVATE,
            4,
            96_000,
            760_000,
            750_000,
            PricingStrategy.UNDERCUT_INCUMBENT));
    providers.add(
        provider(
            "tencent-cloud",
            Ownership.PRIVATE,
            4,
            95_500,
            740_000,
            550_000,
            PricingStrategy.LOSS_LEADER));
    providers.add(
        provider(
            "china-telecom-tianyi",
            Ownership.STATE,
            4,
            97_000,
            600_000,
            950_000,
            PricingStrategy.COST_PLUS));
    providers.add(
        provider(
            "aws-china",
            Ownership.FOREIGN,
            2,
            101_000,
            780_000,
            100_000,
            PricingStrategy.COST_PLUS));
    providers.add(
        new Provider(
            "rest-of-market",
            "The rest",
            Ownership.PRIVATE,
            0,
            "rest",
            Collections.emptySortedSet(),
            START,
            700_000,
            3,
            99_000,
            600_000,
            new TreeMap<>(),
            PricingStrategy.COST_PLUS,
            true));
    providers.add(
        new Provider(
            "tianjin-city-cloud",
            "Tianjin's own",
            Ownership.STATE,
            0,
            "tianjin-government",
            new TreeSet<>(Set.of("tianjin")),
            Months.of(2019, 7),
            580_000,
            4,
            104_000,
            950_000,
            new TreeMap<>(),
            PricingStrategy.COST_PLUS,
            false));
    return providers;
  }

  private static Provider provider(
      String id,
      Ownership ownership,
      int certification,
      long cost,
      int quality,
      int standing,
      PricingStrategy strategy) {
    return new Provider(
        id,
        id,
        ownership,
        0,
        id,
        Collections.emptySortedSet(),
        START,
        quality,
        certification,
        cost,
        standing,
        new TreeMap<>(Map.of(Segment.INTERNET_COMPANY, 300_000)),
        strategy,
        false);
  }
}
