package org.cloudmarket.model.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cloudmarket.model.Arms;
import org.cloudmarket.model.TestMarket;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Scope;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.population.Buyers;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.population.Population;
import org.cloudmarket.model.run.Outcomes;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;
import org.junit.jupiter.api.Test;

class DemandProgrammeTest {

  private static final int FROM = TestMarket.EFFECTIVE;
  private static final Segment BANKS = Segment.BANK;

  /** Half as much volume and a fifth more buyers, in five months. */
  private static final DemandProgramme PROGRAMME = new DemandProgramme(500_000, 200_000, 5);

  private static Policy programme(String id, int end) {
    return TestMarket.change(id, PROGRAMME, banks(), end);
  }

  private static Scope banks() {
    return Scope.of(Set.of(BANKS), Set.of(), Set.of());
  }

  private static double volume(DemandPath path, Segment segment, int month) {
    return path.volumePpm(segment, month)
        / (double) new DemandPath(Course.without(TestMarket.open())).volumePpm(segment, month);
  }

  private static DemandPath path(Scenario scenario, Spell... spells) {
    return new DemandPath(new Course(scenario, List.of(spells)));
  }

  @Test
  void volumeRisesByEqualStepsOverTheRampAndStaysThere() {
    DemandPath path =
        path(TestMarket.with(programme("banks", Months.NEVER)), Spell.since("banks", FROM));

    assertThat(volume(path, BANKS, FROM - 1)).isEqualTo(1);
    for (int t = 0; t < 5; t++) {
      assertThat(volume(path, BANKS, FROM + t)).isCloseTo(1.1 + 0.1 * t, within(1e-5));
    }
    assertThat(volume(path, BANKS, FROM + 17)).isCloseTo(1.5, within(1e-5));
  }

  @Test
  void segmentsOutOfItsScopeHaveTheDemandThatTheyHad() {
    DemandPath path =
        path(TestMarket.with(programme("banks", Months.NEVER)), Spell.since("banks", FROM));

    for (int month = TestMarket.START; month < TestMarket.START + 30; month++) {
      assertThat(volume(path, Segment.INTERNET_COMPANY, month)).isEqualTo(1);
    }
  }

  @Test
  void whatHasRisenStaysWhereItEndsSooner() {
    DemandPath path =
        path(TestMarket.with(programme("banks", FROM + 2)), new Spell("banks", FROM, FROM + 2));

    assertThat(volume(path, BANKS, FROM + 1)).isCloseTo(1.2, within(1e-5));
    assertThat(volume(path, BANKS, FROM + 2)).isCloseTo(1.2, within(1e-5));
    assertThat(volume(path, BANKS, FROM + 17)).isCloseTo(1.2, within(1e-5));
  }

  @Test
  void programmesMultiplyUpToTenfold() {
    Scenario two =
        TestMarket.with(programme("one", Months.NEVER), programme("other", Months.NEVER));
    DemandPath both = path(two, Spell.since("one", FROM), Spell.since("other", FROM));
    assertThat(volume(both, BANKS, FROM + 9)).isCloseTo(2.25, within(1e-5));

    Spell[] often =
        List.of(0, 1, 2, 3, 4, 5).stream()
            .map(t -> new Spell("one", FROM + 2 * t, FROM + 2 * t + 1))
            .toArray(Spell[]::new);
    Scenario tripled =
        TestMarket.with(
            TestMarket.change(
                "one", new DemandProgramme(2_000_000, 0, 1), Scope.EVERYBODY, Months.NEVER));
    assertThat(volume(path(tripled, often), BANKS, FROM + 11)).isCloseTo(10, within(1e-4));
  }

  @Test
  void moreBuyersEnterAndNobodyWhoHadEnteredIsAnother() {
    Scenario scenario = TestMarket.with(programme("banks", Months.NEVER));
    Population open = new Population(TestMarket.open(), 1, 0, 1);
    Population programme = new Population(scenario, 1, 0, 1);
    DemandPath before = new DemandPath(Course.without(TestMarket.open()));
    DemandPath path = path(scenario, Spell.since("banks", FROM));

    assertThat(newcomers(programme, path, FROM - 1)).isEqualTo(newcomers(open, before, FROM - 1));
    long more =
        newcomers(programme, path, FROM + 5).stream().filter(DemandProgrammeTest::bank).count();
    long fewer =
        newcomers(open, before, FROM + 5).stream().filter(DemandProgrammeTest::bank).count();
    // A fifth of 150 banks and of those that have entered.
    assertThat(more - fewer).isBetween(30L, 50L);
  }

  private static List<Newcomer> newcomers(Population population, DemandPath path, int month) {
    Buyers buyers = new Buyers();
    population.newcomers(path, month, buyers);
    return newcomers(buyers);
  }

  private static List<Newcomer> newcomers(Buyers buyers) {
    List<Newcomer> newcomers = new ArrayList<>();
    for (int place = 0; place < buyers.size(); place++) {
      newcomers.add(
          new Newcomer(
              buyers.id(place),
              buyers.segment(place),
              buyers.dataClass(place),
              buyers.city(place),
              buyers.exposurePpm(place),
              buyers.baseUnits(place),
              buyers.due(place)));
    }
    return newcomers;
  }

  private record Newcomer(
      String id,
      Segment segment,
      DataClass dataClass,
      int city,
      int exposurePpm,
      long baseUnits,
      int due) {}

  private static boolean bank(Newcomer newcomer) {
    return newcomer.segment() == BANKS;
  }

  @Test
  void whatComesLaterChangesNoMonthThatIsOver() {
    Scenario scenario = TestMarket.with(programme("banks", Months.NEVER));
    DemandPath standing = path(scenario, Spell.since("banks", FROM));
    DemandPath ended = path(scenario, new Spell("banks", FROM, FROM + 3));
    DemandPath again =
        path(scenario, new Spell("banks", FROM, FROM + 3), Spell.since("banks", FROM + 7));

    for (int month = TestMarket.START; month < FROM + 7; month++) {
      assertThat(again.volumePpm(BANKS, month)).isEqualTo(ended.volumePpm(BANKS, month));
      assertThat(again.enteredPpm(BANKS, month)).isEqualTo(ended.enteredPpm(BANKS, month));
      if (month < FROM + 3) {
        assertThat(ended.volumePpm(BANKS, month)).isEqualTo(standing.volumePpm(BANKS, month));
      }
    }
    assertThat(volume(again, BANKS, FROM + 12)).isCloseTo(1.3 * 1.5, within(1e-5));
  }

  @Test
  void newcomersAreTheSameWhetherOneAsksMonthByMonthOrAtOnce() {
    Scenario scenario = TestMarket.with(programme("banks", Months.NEVER));
    DemandPath path = path(scenario, Spell.since("banks", FROM));
    Population monthly = new Population(scenario, 1, 0, 1);
    Buyers one = new Buyers();
    for (int month = scenario.start(); month < scenario.end(); month++) {
      monthly.newcomers(path, month, one);
    }

    assertThat(newcomers(one))
        .containsExactlyInAnyOrderElementsOf(
            newcomers(new Population(scenario, 1, 0, 1), path, scenario.end() - 1));
  }

  @Test
  void overManySeedsItsSegmentsSpendMoreAndTheOthersHaveTheirTenders() {
    Arms arms = Arms.of(TestMarket.small(), TestMarket.small(programme("banks", Months.NEVER)), 20);

    assertThat(awarded(arms.on(), BANKS)).isGreaterThan(awarded(arms.off(), BANKS) * 12 / 10);
    for (int i = 0; i < arms.on().size(); i++) {
      assertThat(newTenders(arms.on().get(i))).isEqualTo(newTenders(arms.off().get(i)));
    }
  }

  private static long awarded(List<Outcomes> runs, Segment segment) {
    return runs.stream()
        .flatMap(run -> run.awards(award -> award.client().segment() == segment).stream())
        .mapToLong(award -> award.win().annualValueFen())
        .sum();
  }

  /** First tenders of internet companies that enter: whoever bids, they are the same. */
  private static List<String> newTenders(Outcomes run) {
    return run.books.stream()
        .filter(book -> book.tender().segment() == Segment.INTERNET_COMPANY)
        .filter(book -> book.tender().contract() == 1)
        .map(book -> book.tender().tender() + " " + book.tender().units())
        .toList();
  }

  @Test
  void aProgrammeRaisesSomethingInWholeSegments() {
    assertThatThrownBy(() -> new DemandProgramme(0, 0, 1)).hasMessageContaining("volume rise");
    assertThatThrownBy(() -> new DemandProgramme(2_000_001, 0, 1))
        .hasMessageContaining("volumeRise");
    assertThatThrownBy(() -> new DemandProgramme(1, 0, 0)).hasMessageContaining("rampMonths is 0");
    assertThatThrownBy(
            () ->
                TestMarket.change(
                    "some",
                    PROGRAMME,
                    Scope.of(Set.of(BANKS), Set.of(), Set.of(DataClass.CORE)),
                    Months.NEVER))
        .hasMessage("policy some: acts on whole segments, in all cities and of all data classes");
  }
}
