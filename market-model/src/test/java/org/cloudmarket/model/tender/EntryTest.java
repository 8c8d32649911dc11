package org.cloudmarket.model.tender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.instrument.Exclusion;
import org.cloudmarket.model.instrument.PortingSupport;
import org.cloudmarket.model.instrument.ScorePreference;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.provider.Development;
import org.cloudmarket.model.rules.RuleBook;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.tender.Entry.Turnout;
import org.junit.jupiter.api.Test;

/** Who takes part in a tender, and why. */
class EntryTest {

  private static final String HUAWEI = "huawei-cloud";
  private static final String TELECOM = "china-telecom-tianyi";
  private static final int PARTICIPATION = 300_000;

  /** A market in which the chance to take part rises by so much with what can be expected. */
  private static Scenario market(int elasticityPpm, Instrument... instruments) {
    Scenario market =
        instruments.length == 0
            ? TestMarket.open()
            : TestMarket.with(TestMarket.policy("policy", instruments[0], Scope.EVERYBODY));
    return TestMarket.behaving(
        market, Map.of("entryElasticity", elasticityPpm, "participation", PARTICIPATION));
  }

  /** Asks of one tender of a state enterprise in Beijing. */
  private record Asked(Turnout turnout, List<String> field) {

    static Asked of(Scenario scenario, String incumbent) {
      Roster roster = new Roster(scenario);
      RuleBook rules = new RuleBook(scenario);
      Entry entry = new Entry(scenario, roster);
      entry.open(new Development(scenario).opening(Course.without(scenario)));
      Tender tender = new Tender();
      tender.segment = Segment.STATE_ENTERPRISE;
      tender.dataClass = DataClass.GENERAL;
      tender.city = roster.placeOfCity("beijing");
      tender.termMonths = 24;
      tender.incumbent = roster.place(incumbent);
      tender.policies = scenario.policies().isEmpty() ? 0 : 1;
      var under = rules.rules(tender.segment, tender.dataClass, tender.policies);
      Field field = new Field(roster, roster.serving(tender.city), under);
      int markupPpm = scenario.parameters().markupPpm(field.admittedBidders);
      Entry.Standing standing = entry.standing(tender.segment, field, markupPpm);
      return new Asked(
          entry.turnout(tender, field, standing),
          IntStream.of(field.places).mapToObj(roster::id).toList());
    }

    /** The chance that a provider takes part, in parts per million. */
    int chance(String provider) {
      return turnout.chancePpm[field.indexOf(provider)];
    }

    /** What a provider can expect, in parts per million of its cost. */
    int expected(String provider) {
      return turnout.expectedPpm[field.indexOf(provider)];
    }

    /** How many others than the incumbent take part, on the mean. */
    double rivals(String incumbent) {
      return IntStream.range(0, field.size())
          .filter(i -> !field.get(i).equals(incumbent))
          .mapToDouble(i -> turnout.chancePpm[i] / 1e6)
          .sum();
    }
  }

  @Test
  void withoutElasticityEverybodyTakesPartWithTheSameChanceWhateverTheRules() {
    Instrument preference = preferringTheState();

    Asked asked = Asked.of(market(0, preference), "alibaba-cloud");

    assertThat(asked.field).allMatch(provider -> asked.chance(provider) == PARTICIPATION);
  }

  @Test
  void whoCanExpectMoreTakesPartMoreOften() {
    Asked asked = Asked.of(market(500_000), "");

    assertThat(asked.expected(HUAWEI)).isGreaterThan(asked.expected("aws-china"));
    assertThat(asked.chance(HUAWEI)).isGreaterThan(asked.chance("aws-china"));
  }

  @Test
  void aPreferenceDrawsInThePreferredAndKeepsOthersAway() {
    Asked without = Asked.of(market(1_000_000), "");
    Asked with = Asked.of(market(1_000_000, preferringTheState()), "");

    assertThat(with.chance(TELECOM)).isGreaterThan(without.chance(TELECOM));
    assertThat(with.chance(HUAWEI)).isLessThan(without.chance(HUAWEI));
  }

  private static Instrument preferringTheState() {
    return new ScorePreference(
        new TreeSet<>(Set.of(Ownership.STATE)), new TreeSet<>(), false, 10_000_000, 0);
  }

  @Test
  void aClosedFieldDrawsInThoseWhoAreLeft() {
    Instrument exclusion = Exclusion.of(Set.of(Ownership.PRIVATE, Ownership.FOREIGN));

    Asked open = Asked.of(market(1_000_000), "");
    Asked closed = Asked.of(market(1_000_000, exclusion), "");

    assertThat(closed.chance(TELECOM)).isGreaterThan(2 * open.chance(TELECOM));
    assertThat(closed.chance(HUAWEI)).as("cannot win").isZero();
  }

  @Test
  void anIncumbentAheadKeepsRivalsAway() {
    Asked newcomer = Asked.of(market(1_000_000), "");
    Asked held = Asked.of(market(1_000_000), HUAWEI);

    assertThat(held.chance(HUAWEI)).as("an incumbent always bids").isEqualTo(1_000_000);
    assertThat(held.rivals(HUAWEI)).isLessThan(newcomer.rivals(HUAWEI));
  }

  @Test
  void whatSparesTheMoveLetsRivalsIn() {
    Asked unsupported = Asked.of(market(1_000_000), HUAWEI);
    Asked supported = Asked.of(market(1_000_000, new PortingSupport(1_000_000)), HUAWEI);

    assertThat(supported.rivals(HUAWEI)).isGreaterThan(unsupported.rivals(HUAWEI));
  }

  @Test
  void theHigherTheElasticityTheFurtherChancesLieApart() {
    double low = spread(Asked.of(market(200_000), ""));
    double high = spread(Asked.of(market(1_000_000), ""));

    assertThat(high).isGreaterThan(2 * low);
  }

  @Test
  void fromTheLeastChanceToCertaintyReadinessIsThePowerThatItStandsFor() {
    double usual = 1 / 3.5;
    for (double elasticity : new double[] {0.1, 0.5, 1, 2}) {
      Entry.Readiness readiness = new Entry.Readiness(usual, elasticity);
      for (double chance = 1; chance >= Entry.Readiness.LEAST; chance *= 0.97) {
        double power = StrictMath.pow(chance / usual, elasticity);
        assertThat(readiness.of(chance)).isCloseTo(power, withinPercentage(0.01));
      }
      assertThat(readiness.of(Entry.Readiness.LEAST)).isPositive();
    }
  }

  private static double spread(Asked asked) {
    return (double) asked.chance(HUAWEI) / asked.chance("aws-china") - 1;
  }
}
