package org.cloudmarket.analysis.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.soundness.Fault;
import org.junit.jupiter.api.Test;

/** Documents of experiments are read like those of scenarios: every fault at once, and where. */
class ExperimentReaderTest {

  private static List<Fault> faults(String document) {
    try {
      Markets.read(document);
    } catch (InvalidScenario e) {
      return e.faults();
    }
    return List.of();
  }

  @Test
  void everyFaultIsNamedAtOnce() {
    List<Fault> faults =
        faults(
            """
            name: Bad Name
            kind: comparison
            scenario: tianjin-mandate
            arms:
              a: {set: {policies.tianjin-mandate.enforcement: 7}}
              b: {arm: nope, foo: 1}
              c: {from: 2021-09, set: {population.buyers: 3}}
              d: {without: [tianjin-mandat]}
            baseline: e
            replications: 1
            outcomes:
              x: {figure: running-share}
              y: {figure: concentration, ofCity: tianjin}
              z: {figure: awards, from: 2010-01, cities: [tianjn]}
              w: {figure: awards, ofCity: tianjin, ofSegment: bank}
              v: {figure: awards, ofOwnership: in-house}
            """);

    assertThat(faults)
        .extracting(Fault::pointer)
        .contains(
            "/name",
            "/baseline",
            "/arms/a/set/policies.tianjin-mandate.enforcement",
            "/arms/b/arm",
            "/arms/b/foo",
            "/arms/c/set/population.buyers",
            "/arms/d/without/0",
            "/replications",
            "/outcomes/x",
            "/outcomes/y/ofCity",
            "/outcomes/z/from",
            "/outcomes/z/cities/0",
            "/outcomes/w/ofCity",
            "/outcomes/v/ofOwnership");
    assertThat(faults.toString()).contains("did you mean 'tianjin-mandate'");
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(faults("name: x\nkind: comparison\n"))
        .extracting(Fault::pointer)
        .contains("/arms", "/baseline");
    assertThat(faults("name: x\nkind: attribution\n"))
        .extracting(Fault::toString)
        .containsExactly("/scenario: is missing");
    assertThat(faults("name: x\nkind: sensitivity\nscenario: no-policy\n"))
        .extracting(Fault::toString)
        .containsExactly("/factors: is missing");
    assertThat(faults("name: x\nkind: attribution\nscenario: no-policy\n"))
        .extracting(Fault::toString)
        .containsExactly("/scenario: has no policy, so nothing can be attributed to one");
  }

  @Test
  void whatDoesNotGoTogetherIsSaid() {
    assertThat(
            faults(
                """
                name: x
                kind: comparison
                scenario: tianjin-mandate
                arms: {one: {without: all}, two: {}}
                baseline: one
                replications: 3
                precision: {outcome: nothing, halfWidth: 0}
                """))
        .extracting(Fault::pointer)
        .contains("/replications", "/precision/outcome");
    assertThat(
            faults(
                """
                name: x
                kind: comparison
                scenario: tianjin-mandate
                arms: {one: {set: {months: 12}}, two: {}}
                baseline: one
                """))
        .extracting(Fault::toString)
        .containsExactly(
            "/arms/two: runs from 2019-01 to 2026-12, and arm one from 2019-01 to 2019-12: arms have"
                + " the same months");
    assertThat(faults("name: x\nkind: attribution\nscenario: tianjin-mandate\npairs: 4\n"))
        .extracting(Fault::pointer)
        .containsExactly("/pairs");
  }

  @Test
  void factorsHaveToFitTheDocument() {
    assertThat(
            faults(
                """
                name: x
                kind: sensitivity
                scenario: tianjin-mandate
                factors:
                  policies.tianjin-mandate.enforcement: {from: 0, to: 2}
                """))
        .extracting(Fault::toString)
        .containsExactly(
            "/factors: with every number at its highest: /policies/tianjin-mandate/enforcement: is"
                + " 2, outside 0..1");
    assertThat(
            faults(
                """
                name: x
                kind: sensitivity
                scenario: tianjin-mandate
                factors:
                  population.buyers: {from: 7, to: 7}
                  parameters.entryElasticity: {from: .nan, to: low}
                """))
        .extracting(Fault::pointer)
        .contains(
            "/factors/population.buyers",
            "/factors/parameters.entryElasticity/from",
            "/factors/parameters.entryElasticity/to");
  }

  @Test
  void withoutOutcomesThereAreTheUsualOnes() {
    Experiment experiment =
        Markets.read(
            """
            name: usual
            kind: comparison
            scenario: tianjin-mandate
            arms: {without: {without: all}, with: {}}
            baseline: without
            """);

    assertThat(experiment.outcomes())
        .extracting(Outcome::id)
        .contains("share-of-state", "share-of-alibaba-cloud", "cost-to-buyers", "concentration");
    assertThat(experiment.outcomes())
        .as("from the first month in which a policy binds")
        .allMatch(outcome -> outcome.from() == Months.of(2021, 8));
    assertThat(experiment.design().mostRuns()).isEqualTo(80);
  }

  @Test
  void onlyWhatAllMarketsHaveCanBeMeasured() {
    String markets =
        """
        name: two-markets
        kind: comparison
        arms:
          china: {scenario: no-policy, set: {months: 24, start: 2024-01}}
          union: {scenario: eu-sovereign-cloud, set: {months: 24, start: 2024-01, currency: CNY}}
        baseline: china
        """;

    assertThat(Markets.read(markets).outcomes())
        .extracting(Outcome::id)
        .contains("cost-to-buyers")
        .noneMatch(id -> id.contains("alibaba"));
    assertThat(faults(markets + "outcomes: {x: {figure: awards, ofProvider: alibaba-cloud}}\n"))
        .extracting(Fault::pointer)
        .containsExactly("/outcomes/x/ofProvider");
  }

  @Test
  void whetherAPolicyIsInForceIsOfAPolicyThatSomeMarketHas() {
    String markets =
        """
        name: x
        kind: comparison
        scenario: tianjin-mandate
        arms: {one: {}, two: {without: all}}
        baseline: two
        replications: 4
        """;

    assertThat(
            Markets.read(markets + "outcomes: {x: {figure: in-force, ofPolicy: tianjin-mandate}}\n")
                .outcomes())
        .hasSize(1);
    assertThat(
            faults(
                markets
                    + """
                    outcomes:
                      nobody: {figure: in-force}
                      other: {figure: in-force, ofPolicy: tianjin}
                      provider: {figure: in-force, ofProvider: alibaba-cloud}
                      share: {figure: running-share, ofPolicy: tianjin-mandate}
                      city: {figure: in-force, ofPolicy: tianjin-mandate, cities: [tianjin]}
                    """))
        .extracting(Fault::pointer)
        .containsExactly(
            "/outcomes/city",
            "/outcomes/nobody",
            "/outcomes/other/ofPolicy",
            "/outcomes/provider/ofProvider",
            "/outcomes/share/ofPolicy");
    assertThat(faults(markets + "outcomes: {x: {figure: in-forse, ofPolicy: tianjin-mandate}}\n"))
        .as("of a figure that nobody knows, only that is said")
        .extracting(Fault::pointer)
        .containsExactly("/outcomes/x/figure");
  }

  @Test
  void anArmTakesWhatItLeavesOutFromTheExperiment() {
    Experiment experiment =
        Markets.read(
            """
            name: inherited
            kind: comparison
            scenario: tianjin-mandate
            set: {population.buyers: 700}
            arms:
              low: {set: {policies.tianjin-mandate.enforcement: 0.5}}
              other: {scenario: no-policy}
            baseline: other
            """);
    Comparison design = (Comparison) experiment.design();

    assertThat(design.treatments().getFirst().scenario().buyers()).isEqualTo(700);
    assertThat(design.baseline().scenario().buyers())
        .as("another scenario has nothing of it")
        .isNotEqualTo(700);
  }

  @Test
  void changesFromAMonthOnAreForks() {
    Experiment experiment =
        Markets.read(
            """
            name: forked
            kind: comparison
            scenario: tianjin-mandate
            arms:
              as-it-was: {}
              repealed: {from: 2022-01, set: {policies.tianjin-mandate: null}}
            baseline: as-it-was
            """);
    Comparison design = (Comparison) experiment.design();

    assertThat(
            design.treatments().getFirst().scenario().policy("tianjin-mandate").orElseThrow().end())
        .isEqualTo(Months.of(2022, 1));
  }

  @Test
  void whatIsNoDocumentIsRefused() {
    assertThatThrownBy(() -> Markets.read("- one")).isInstanceOf(InvalidScenario.class);
    assertThatThrownBy(() -> Markets.read("")).isInstanceOf(InvalidScenario.class);
  }

  @Test
  void anArmWhoseIdIsNoneIsAFaultAndNoMore() {
    assertThat(
            faults(
                """
                name: x
                kind: comparison
                scenario: tianjin-mandate
                arms: {one: {without: all}, "{{7*7}}": {}, Two: 3}
                baseline: one
                """))
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder("/arms/{{7*7}}", "/arms/Two", "/arms/Two");
  }

  @Test
  void whatIsWrongWithTheMarketOfAllArmsIsSaidOnceAndWhereItStands() {
    assertThat(
            faults(
                """
                name: x
                kind: comparison
                scenario: tianjin-mandate
                set: {population.buyer: 60}
                arms: {one: {without: nope}, two: {}}
                baseline: one
                outcomes: {cost: {figure: cost-to-buyer}}
                period: {from: soon}
                """))
        .extracting(Fault::pointer)
        .containsExactlyInAnyOrder(
            "/set/population.buyer", "/arms/one/without", "/outcomes/cost/figure", "/period/from");
    assertThat(
            faults(
                """
                name: x
                kind: comparison
                scenario: tianjin-mandat
                arms: {one: {without: all}, two: {}}
                baseline: one
                """))
        .extracting(Fault::pointer)
        .containsExactly("/scenario");
  }

  @Test
  void theKindDecidesWhichFieldsThereAre() {
    assertThat(faults("name: x\nkind: calibration\nparameters: {}\ntargets: {}\n"))
        .extracting(Fault::toString)
        .containsExactly("/kind: is calibration, which is no experiment: ./run calibrate runs it");
    assertThat(
            faults(
                """
                name: x
                kind: sensitivity
                scenario: no-policy
                method: fourier
                rows: 9
                factors: {parameters.participation: {from: 0.2, to: 0.4}}
                """))
        .extracting(Fault::pointer)
        .containsExactly("/method");
  }

  @Test
  void anArmChangesASmallerMarketFromAMonthOn() {
    Comparison comparison =
        (Comparison)
            Markets.read(
                    """
                    name: x
                    kind: comparison
                    scenario: tianjin-mandate
                    set: {population.buyers: 300}
                    arms:
                      one: {}
                      two: {from: 2021-10, set: {policies.tianjin-mandate.enforcement: 0.5}}
                    baseline: one
                    """)
                .design();

    assertThat(comparison.treatments().getFirst().scenario().buyers()).isEqualTo(300);
    assertThat(comparison.treatments().getFirst().scenario().policies())
        .isNotEqualTo(comparison.baseline().scenario().policies());
  }

  @Test
  void whatCanBeRunAndIsProbablyNotMeantIsSaid() {
    Experiment tooEarly =
        Markets.read(
            """
            name: x
            kind: comparison
            scenario: tianjin-mandate
            set: {months: 12, population.buyers: 8000}
            arms: {one: {without: all}, two: {}}
            baseline: one
            """);

    assertThat(tooEarly.warnings())
        .extracting(Fault::toString)
        .anyMatch(each -> each.startsWith("/policies/tianjin-mandate") && each.endsWith("(in two)"))
        .contains("no policy acts in these months, so there is no effect to find");
    assertThat(tooEarly.outcomes()).allMatch(each -> each.from() == Months.of(2019, 1));
    assertThat(
            Markets.read(
                    """
                    name: x
                    kind: attribution
                    scenario: tianjin-mandate
                    """)
                .warnings())
        .isEmpty();
  }
}
