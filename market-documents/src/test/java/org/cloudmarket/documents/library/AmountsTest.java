package org.cloudmarket.documents.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cloudmarket.documents.library.SmallDocument.check;
import static org.cloudmarket.documents.library.SmallDocument.texts;
import static org.cloudmarket.documents.library.SmallDocument.with;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.figures.Series;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.population.DemandPath;
import org.cloudmarket.model.population.Population;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Findings;
import org.junit.jupiter.api.Test;

/** What a run could not count is refused before it starts; what is taken can be counted. */
class AmountsTest {

  private static final int DOCUMENTS = 120;

  /** Runs with more buyers prove no more, and take longer. */
  private static final long MOST_BUYERS_RUN = 400;

  private static final String DEAREST =
      with("months: 36", "months: 60")
          .replace("bidNoise: 0.05", "bidNoise: 0.2")
          .replace("markupBase: 0.08, markupField: 0.1", "markupBase: 1, markupField: 1")
          .replace("ceiling: 1.25", "ceiling: 3")
          .replace("extraGrowth: 0.0495", "extraGrowth: 0.2")
          .replaceAll("unitCostMilliFen: [0-9]+", "unitCostMilliFen: 10000000")
          .replace("termMonths: {12: 0.5, 36: 0.5}", "termMonths: {60: 1}")
          .replace("annualSpendFen: 5000000000", "annualSpendFen: 200000000000");

  @Test
  void theBudgetOfOneContractCanBeCounted() {
    assertThat(texts(check(DEAREST).faults()))
        .singleElement()
        .asString()
        .startsWith("/population/namedBuyers/port-authority/annualSpendFen: lets the budget of one")
        .contains("200000000000 fen a year", "the ceiling", "5 years", "9007199254740991")
        .endsWith("fen a year would fit");
  }

  @Test
  void whatTheFaultSaysWouldFitFits() {
    String fault = texts(check(DEAREST).faults()).getFirst();
    String fits = fault.replaceAll(".*so that ([0-9]+) fen a year would fit", "$1");
    long spend = Long.parseLong(fits);

    assertThat(spend).isBetween(1_000_000_000L, 200_000_000_000L);
    assertThat(
            check(
                    DEAREST.replace(
                        "annualSpendFen: 200000000000", "annualSpendFen: " + spend * 99 / 100))
                .valid())
        .isTrue();
  }

  @Test
  void theAwardsOfTheWholeRunCanBeCounted() {
    String rich =
        with("buyers: 100", "buyers: 1000000")
            .replaceAll("meanAnnualSpendFen: [0-9_]+", "meanAnnualSpendFen: 10000000000")
            .replaceAll("unitCostMilliFen: [0-9]+", "unitCostMilliFen: 10000000");

    assertThat(texts(check(rich).faults()))
        .singleElement()
        .asString()
        .startsWith("/population: lets the awards of the whole run add up to ")
        .contains("10000000000000000 fen of spend", "for the dearest price");
  }

  @Test
  void thoseWhoEnterAreCountedAmongTheBuyers() {
    String crowd =
        with("buyers: 100", "buyers: 1000000")
            .replace("months: 36", "months: 120")
            .replaceAll("meanAnnualSpendFen: [0-9_]+", "meanAnnualSpendFen: 1")
            .replace("entryPart: 0.6", "entryPart: 1");

    assertThat(texts(check(crowd).faults()))
        .singleElement()
        .asString()
        .startsWith("/population/buyers: grow from 1000000 to ")
        .contains("in 120 months with those who enter; at most 10000000 can be counted");
  }

  @Test
  void whatAProgrammeMayMakeOfDemandIsAFactor() {
    String before = with(DEAREST, "annualSpendFen: 200000000000", "annualSpendFen: 40000000000");
    String programmes =
        with(
            before,
            "  own-centre:",
            "  more: {instrument: demand-programme, volumeRise: 2, rampMonths: 1, effective:"
                + " 2020-02}\n"
                + "  yet-more: {instrument: demand-programme, volumeRise: 2, rampMonths: 1,"
                + " effective: 2020-02}\n"
                + "  own-centre:");

    assertThat(texts(check(before).faults())).isEmpty();
    assertThat(texts(check(programmes).faults()))
        .isNotEmpty()
        .allMatch(each -> each.contains("budget"));
  }

  @Test
  void everyDocumentThatIsTakenRunsToItsEndAndItsSharesAreParts() {
    Random random = new Random(13);
    int refused = 0;
    int run = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      double scale = 1;
      Optional<Scenario> taken = Optional.empty();
      long shape = random.nextLong();
      while (taken.isEmpty()) {
        String text = document(new Random(shape), scale);
        Findings found = check(text);
        if (found.valid()) {
          taken = Optional.of(scenario(text));
        } else {
          assertThat(texts(found.faults()))
              .as(text)
              .allMatch(fault -> fault.startsWith("/population") || fault.contains("thousandfold"));
          refused++;
          // Near the bound: the first that fits.
          scale /= 3;
        }
        if (scale < 1e-12) {
          break;
        }
      }
      if (taken.isPresent() && buyersOf(taken.get()) <= MOST_BUYERS_RUN) {
        runs(taken.get(), i);
        run++;
      }
    }
    assertThat(refused).isGreaterThan(DOCUMENTS / 5);
    assertThat(run).isGreaterThan(DOCUMENTS / 3);
  }

  private static Scenario scenario(String text) {
    return SmallDocument.LIBRARY.resolve(ScenarioDocument.parse(text));
  }

  private static long buyersOf(Scenario scenario) {
    DemandPath demand = new DemandPath(Course.without(scenario));
    long buyers = 0;
    for (SegmentProfile profile : scenario.segments().values()) {
      long entered = demand.enteredPpm(profile.segment(), scenario.end()) / 1_000_000;
      buyers += Population.atStart(scenario, profile) * (1 + entered);
    }
    return buyers;
  }

  private static void runs(Scenario scenario, long seed) {
    MarketFigures figures = new MarketFigures();
    List<Spell> spells = new ArrayList<>();
    ReferenceRun.run(
        scenario,
        seed,
        message -> {
          if (message instanceof AwardsMessage outcome) {
            figures.add(outcome);
          }
          if (message instanceof MonthOpened opened) {
            spells.clear();
            spells.addAll(opened.spells());
          }
        });
    Course course = new Course(scenario, spells);
    for (Series.Of of : Series.Of.values()) {
      Series spend =
          Series.spend(figures, course, Series.By.PROVIDER, of, _ -> true, scenario.months());
      for (double[] shares : spend.shares().values()) {
        assertThat(shares).as(scenario.toString()).doesNotContain(Double.NaN);
        for (double share : shares) {
          assertThat(share).as(scenario.toString()).isBetween(0d, 1d);
        }
      }
    }
    for (Measure measure : Measure.values()) {
      if (!measure.name().startsWith("RUNNING")) {
        Series sum =
            Series.sum(figures, course, Series.By.SEGMENT, measure, _ -> true, scenario.months());
        assertThat(LongStream.of(sum.total()).min().orElseThrow())
            .as(measure + " of " + scenario)
            .isNotNegative();
      }
    }
  }

  /** Extremes of everything that is a factor of an amount. */
  private static String document(Random random, double scale) {
    int months = pick(random, 6, 36, 60);
    String text =
        with("months: 36", "months: " + months)
            .replace("buyers: 100", "buyers: " + pick(random, 0, 3, 40))
            .replaceAll("spendCap: 15", "spendCap: " + pick(random, 2, 50))
            .replaceAll("spendLogSd: [0-9.]+", "spendLogSd: " + pick(random, 0, 1, 3))
            .replace("bidNoise: 0.05", "bidNoise: " + pick(random, "0", "0.2"))
            .replace("markupBase: 0.08", "markupBase: " + pick(random, "0", "1"))
            .replace("markupField: 0.1", "markupField: " + pick(random, "0", "1"))
            .replace("adaptiveBound: 0.06", "adaptiveBound: " + pick(random, "0", "0.5"))
            .replace("adaptiveStep: 0.005", "adaptiveStep: " + pick(random, "0", "0.1"))
            .replace("ceiling: 1.25", "ceiling: " + pick(random, 1, 3))
            .replace("minimumBidders: 3", "minimumBidders: " + pick(random, 1, 3, 10))
            .replace("monthlyGrowth: 0.012", "monthlyGrowth: " + pick(random, "0", "0.03", "0.1"))
            .replace("extraGrowth: 0.0495", "extraGrowth: " + pick(random, "0", "0.1", "0.2"))
            .replace("entryPart: 0.6", "entryPart: " + pick(random, "0", "0.5"))
            .replace("learningExponent: 0.15", "learningExponent: " + pick(random, "0", "1"))
            .replace("experienceMonths: 24", "experienceMonths: " + pick(random, 1, 240))
            .replace("{12: 0.5, 36: 0.5}", pick(random, "{1: 1}", "{60: 1}", "{1: 0.5, 60: 0.5}"))
            .replace("termMonths: {24: 1}", "termMonths: " + pick(random, "{1: 1}", "{60: 1}"))
            .replace("2022-09, scope: {cities", "2022-09, scope: {dataClasses: [core], cities");
    text = each(text, "meanAnnualSpendFen: [0-9_]+", "meanAnnualSpendFen: ", random, 1e10 * scale);
    text = each(text, "annualSpendFen: 5000000000", "annualSpendFen: ", random, 2e11 * scale);
    text = each(text, "unitCostMilliFen: [0-9]+", "unitCostMilliFen: ", random, 1e7);
    StringBuilder policies = new StringBuilder();
    for (int i = 0; i < random.nextInt(4); i++) {
      policies.append(
          String.format(
              Locale.ROOT,
              "  rise-%d: {instrument: demand-programme, volumeRise: %s, entryRise: %s, rampMonths:"
                  + " %d, effective: 2020-0%d}\n",
              i,
              pick(random, "0.1", "2"),
              pick(random, "0", "0.5"),
              pick(random, 1, 5),
              1 + random.nextInt(9)));
    }
    return with(text, "  own-centre:", policies + "  own-centre:");
  }

  /** In place of each match, a number that is anywhere between 1,000 and the most. */
  private static String each(
      String text, String pattern, String field, Random random, double most) {
    return Pattern.compile(pattern)
        .matcher(text)
        .replaceAll(
            _ -> {
              double value =
                  random.nextBoolean() ? most : most * Math.exp(-9 * random.nextDouble());
              return field + Math.max(1_000, (long) value);
            });
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... some) {
    return some[random.nextInt(some.length)];
  }
}
