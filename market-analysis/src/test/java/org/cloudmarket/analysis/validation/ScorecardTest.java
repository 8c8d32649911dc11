package org.cloudmarket.analysis.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cloudmarket.analysis.published.PublishedFigures;
import org.cloudmarket.analysis.published.PublishedTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The scorecard that is kept is the one that the product makes. */
class ScorecardTest {

  private static final Path PAGE = Path.of("..", "docs", "validation.md");

  /** Rows of small markets, which take seconds. */
  private static final Set<String> QUICK =
      Set.of("marion-cost", "athey-setaside-revenue", "nakabayashi-cost-sign");

  private static final int FEW = 2;

  private static final Scorecard KEPT = Scorecard.kept();

  @Test
  void aPartThatIsRunAgainIsTheSameToTheDigit() {
    Scorecard again = Validation.shipped().only(QUICK::contains).run(FEW, (_, _) -> {});

    assertThat(again.rows()).hasSize(QUICK.size());
    for (Result row : again.rows()) {
      assertThat(row.values()).as(row.id()).isEqualTo(kept(row.id()).values().subList(0, FEW));
    }
  }

  @Test
  @Tag("validation")
  void allOfItIsTheSameToTheDigit() {
    assertThat(Validation.shipped().run(KEPT.seeds(), (_, _) -> {})).isEqualTo(KEPT);
  }

  @Test
  void itFollowsFromItsValuesAndWhatIsPublishedToday() {
    Scorecard today = fromItsValues(PublishedFigures.shipped());

    for (int i = 0; i < KEPT.rows().size(); i++) {
      assertThat(today.rows().get(i)).as("row %d", i).isEqualTo(KEPT.rows().get(i));
    }
    assertThat(today).isEqualTo(KEPT);
  }

  @Test
  void aWrongFigureTurnsARowOutside() {
    String targets = PublishedTable.TARGETS.file();
    PublishedFigures wrong =
        PublishedFigures.read(
            file ->
                file.equals(targets)
                    ? PublishedFigures.resource(file)
                        .replace("state against federal money),3.8,3.5,3.8", "),13.8,13.5,13.8")
                    : PublishedFigures.resource(file));

    Result row =
        fromItsValues(wrong).rows().stream()
            .filter(each -> each.id().equals("marion-cost"))
            .findFirst()
            .orElseThrow();

    assertThat(kept("marion-cost").inside()).isTrue();
    assertThat(row.inside()).isFalse();
    assertThat(row.reason()).isEqualTo("Not explained yet.");
    assertThat(row.range()).isEqualTo(Range.of(13.5, 13.8));
  }

  @Test
  void thePageIsMadeOfIt() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(page).isEqualTo(ScorecardText.in(page, KEPT));
  }

  @Test
  void whatIsPublishedHasItsUnitAndSaysWhereTheRangeIsNoRangeOfIt() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains("| 43 percent, weak | 42 to 44 |")
        .contains("| 43 percent, weak; see below | 100 |")
        .contains("| 500000 EUR one-off, primary | 400000 to 600000 |")
        .contains("| -5 percent, secondary; see below | 3 to 7 |")
        .contains("| a sign, primary | 0 to 5 |");
  }

  @Test
  void theTableBesideTheForecastIsThatOfTheScorecard() throws IOException {
    List<String> document = Files.readAllLines(Path.of("..", "docs", "scenarios.md"));

    assertThat(document)
        .containsSubsequence(
            KEPT.rows().stream()
                .filter(row -> row.id().startsWith("spend-"))
                .map(
                    row ->
                        "| %s | %s%s | %s |"
                            .formatted(
                                row.id().substring(6, 10),
                                Rounding.exact(row.published().getFirst().figure()),
                                row.id().endsWith("forecast") ? ", a forecast of 2022" : "",
                                Rounding.text(row.ours().mean())))
                .toList());
  }

  @Test
  void theForecastStandsBesideTheScenarioOfItsName() {
    assertThat(kept("spend-2026-forecast").studies()).containsExactly("china-2026");
  }

  @Test
  void itsJsonIsReadAsItWasWritten() {
    assertThat(ScorecardJson.write(KEPT)).isEqualTo(ScorecardJson.resource());
  }

  @Test
  void everyRowThatIsOutsideSaysWhy() {
    assertThat(KEPT.rows()).filteredOn(Result::unexplained).extracting(Result::id).isEmpty();
    assertThat(KEPT.rows()).allMatch(row -> row.inside() == row.reason().isEmpty());
  }

  @Test
  void noRowThatIsInsideHasAnExcuseReady() {
    assertThat(Rows.all())
        .filteredOn(row -> !row.miss().isEmpty() && kept(row.id()).inside())
        .extracting(Row::id)
        .isEmpty();
  }

  @Test
  void itIsLongEnoughAndNamesEachRowOnce() {
    assertThat(KEPT.rows()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(KEPT.rows()).extracting(Result::id).doesNotHaveDuplicates();
    assertThat(KEPT.seeds()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void everyTargetIsComparedOrItIsSaidWhyNot() throws IOException {
    Set<String> targets =
        Files.readAllLines(Path.of("..", "docs", "data", PublishedTable.TARGETS.file())).stream()
            .skip(1)
            .map(line -> line.substring(0, line.indexOf(',')))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> compared =
        Rows.all().stream()
            .flatMap(row -> row.cited().stream())
            .filter(cited -> cited.table() == PublishedTable.TARGETS)
            .map(Row.Citation::id)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(compared).doesNotContainAnyElementsOf(NotCompared.reasons().keySet());
    compared.addAll(NotCompared.reasons().keySet());
    assertThat(compared).isEqualTo(targets);
  }

  @Test
  void aPageWithoutMarksIsRefused() {
    assertThatThrownBy(() -> ScorecardText.in("# Something else\n", KEPT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there are no lines");
  }

  private static Result kept(String id) {
    return KEPT.rows().stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
  }

  private static Scorecard fromItsValues(PublishedFigures figures) {
    double[][] values = new double[KEPT.seeds()][];
    for (int seed = 0; seed < values.length; seed++) {
      int at = seed;
      values[seed] = KEPT.rows().stream().mapToDouble(row -> row.values().get(at)).toArray();
    }
    List<Row> rows = Rows.all();
    return new Validation(rows, figures).scorecard(values);
  }
}
