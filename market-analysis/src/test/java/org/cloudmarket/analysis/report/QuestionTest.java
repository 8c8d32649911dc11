package org.cloudmarket.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.statistics.Estimate;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The questions of the front page are answered by the evidence that is kept with the release. */
class QuestionTest {

  private static final Units UNITS = Units.printed(Currency.getInstance("CNY"));

  private static final Question FINE =
      new Question(
          "fine-effect",
          "What does a fine do?",
          "leader",
          "fined",
          "The fine moved",
          "China's cloud spend",
          "Alibaba",
          "antitrust-fine",
          "fine-only");

  static List<Question> questions() {
    return Question.ALL;
  }

  private static String answer(double value, double low, double high) {
    Estimate period = new Estimate(value, low, high);
    Result.Effect effect =
        new Result.Effect(
            new Result.Measure(
                "leader", "running-share", "fraction", "", "2021-04", "2021-12", "mean"),
            "fined",
            "without",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            period,
            period,
            period,
            1,
            Optional.empty());
    return FINE.answer(
        new Result(
            "fine-effect",
            "",
            "comparison",
            40,
            80,
            "",
            Optional.empty(),
            List.of(effect),
            List.of(),
            List.of()),
        UNITS);
  }

  @Test
  void itSaysWhoseShareOfWhoseSpendIsMeasured() {
    assertThat(Question.ALL.getFirst().share())
        .isEqualTo("The city's cloud: share of its companies' cloud spend");
  }

  @Test
  void anAnswerSaysHowMuchMovedWhereAndHowSureThatIs() {
    assertThat(answer(0.772, 0.760, 0.784))
        .isEqualTo("The fine moved 77.2 points [76.0, 78.4] of China's cloud spend to Alibaba");
    assertThat(answer(-0.0088, -0.0091, -0.0085))
        .isEqualTo(
            "The fine moved 0.88 points [0.85, 0.91] of China's cloud spend away from Alibaba");
  }

  @Test
  void whatDoesNotAnswerItIsRefused() {
    assertThatThrownBy(() -> FINE.answer(Evidence.keptResult("tianjin-effect"), UNITS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tianjin-effect does not answer: What does a fine do?");
  }

  @Test
  void whereNothingMovedTheAnswerSaysSo() {
    assertThat(answer(0.001, -0.002, 0.004))
        .isEqualTo(
            "The fine moved nothing that we can tell of China's cloud spend to Alibaba or away:"
                + " +0.10 points [−0.20, 0.40]");
    assertThat(answer(0, 0, 0))
        .isEqualTo(
            "The fine moved nothing of China's cloud spend: every pair of runs is the same with it"
                + " and without");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void itIsAnsweredByWhatIsKept(Question question) {
    Result kept = Evidence.keptResult(question.evidence());

    assertThat(Evidence.EXPERIMENTS).contains(question.evidence());
    assertThat(question.answer(kept, UNITS)).startsWith(question.deed()).contains(" of ");
    Result only = question.only(kept);
    assertThat(only.outcomes().size() + only.attributions().size()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void itsScenarioIsShippedWithItsArm(Question question) {
    DocumentLibrary library = DocumentLibrary.shipped();
    ScenarioDocument scenario = library.find(question.scenario()).orElseThrow();

    assertThat(scenario.market()).isFalse();
    if (!question.scenarioArm().isEmpty()) {
      assertThat(library.arms(scenario)).containsKey(question.scenarioArm());
    }
  }
}
