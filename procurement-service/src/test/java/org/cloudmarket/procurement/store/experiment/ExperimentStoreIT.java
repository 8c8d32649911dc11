package org.cloudmarket.procurement.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.experiment.Comparison;
import org.cloudmarket.analysis.experiment.Evaluation;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.analysis.experiment.Result;
import org.cloudmarket.analysis.experiment.Trial;
import org.cloudmarket.analysis.experiment.Trials;
import org.cloudmarket.analysis.outcome.Measured;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.procurement.Experiments;
import org.cloudmarket.procurement.store.experiment.TaskStore.Finished;
import org.cloudmarket.procurement.store.experiment.TaskStore.Live;
import org.cloudmarket.procurement.store.experiment.TaskStore.Made;
import org.cloudmarket.procurement.store.experiment.TaskStore.Outgoing;
import org.cloudmarket.procurement.store.experiment.TaskStore.Round;
import org.cloudmarket.procurement.store.projection.ProjectedLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExperimentStoreIT {

  private static final int ROOM = 1_000_000;
  private static final Duration LONG = Duration.ofHours(1);

  private final ProjectedLog log = new ProjectedLog();
  private final ExperimentStore experiments = new ExperimentStore(log.database());
  private final TaskStore tasks = new TaskStore(log.database());
  private final String id = "experiment-" + UUID.randomUUID();
  private final Experiment experiment = Experiments.comparison(4);

  /** The first of its runs. */
  private final List<Trial> trials = experiment.next(new Trials()).subList(0, 4);

  /** Two runs each. */
  private final List<Task> cut =
      List.of(Task.of(id, 0, trials.subList(0, 2)), Task.of(id, 1, trials.subList(2, 4)));

  private void order() {
    assertThat(order(Optional.empty(), ROOM)).isEqualTo(new ExperimentStore.Written());
  }

  private ExperimentStore.Outcome order(Optional<ExperimentStore.Key> key, int room) {
    return experiments.order(new ExperimentStore.Order(id, experiment, cut, 8, 90, key), room);
  }

  private Ordered found() {
    return experiments.find(id).orElseThrow();
  }

  private List<Made> made(int task) {
    return cut.get(task).trials().stream()
        .map(trial -> new Made(trial, experiment.run(trial)))
        .toList();
  }

  private Live live() {
    return tasks.live().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private boolean done(int task) {
    tasks.begin(id, task);
    return tasks.store(id, task, made(task));
  }

  @AfterEach
  void nothingStays() {
    experiments.cancel(id);
    experiments.delete(id);
  }

  @Test
  void anExperimentExpiresSoLongAfterItsEndAndNeverWhileItGoesOn() {
    order();
    log.update(
        "update experiment set ordered_at = now() - interval '10 years' where id = '" + id + "'");
    assertThat(experiments.ended(LONG)).doesNotContain(id);

    experiments.cancel(id);
    assertThat(experiments.ended(LONG)).doesNotContain(id);

    log.update(
        "update experiment set ended_at = now() - interval '2 hours' where id = '" + id + "'");
    assertThat(experiments.ended(LONG)).contains(id);
  }

  @Test
  void whatIsOrderedIsFoundAsItWasOrdered() {
    order();

    assertThat(found())
        .satisfies(
            each -> {
              assertThat(each.name()).isEqualTo("tianjin-effect");
              assertThat(each.kind()).isEqualTo("comparison");
              assertThat(each.status()).isEqualTo(ExperimentStatus.ORDERED);
              assertThat(each.planned()).isEqualTo(4);
              assertThat(each.expected()).isEqualTo(8);
              assertThat(each.progress()).isZero();
              assertThat(each.etaSeconds()).hasValue(90);
              assertThat(each.startedAt()).isEmpty();
            });
    Experiment again =
        ExperimentReader.read(experiments.document(id).orElseThrow(), DocumentLibrary.shipped());
    assertThat(again).isEqualTo(experiment);
    assertThat(experiments.newestFirst("", "", 1)).extracting(Ordered::id).containsExactly(id);
    assertThat(experiments.newestFirst("", id, ROOM)).extracting(Ordered::id).doesNotContain(id);
  }

  @Test
  void whatIsOrderedIsFoundByItsWordsWhateverTheirCase() {
    order();

    for (String words : List.of(id, "TIANJIN-effect", "comparison", experiment.title())) {
      assertThat(experiments.newestFirst(words, "", ROOM)).extracting(Ordered::id).contains(id);
    }
    assertThat(experiments.newestFirst("no such words", "", ROOM)).isEmpty();
    assertThat(experiments.newestFirst("%", "", ROOM)).extracting(Ordered::id).doesNotContain(id);
  }

  @Test
  void whereThereIsNoRoomNothingIsWritten() {
    assertThat(order(Optional.empty(), 0)).isEqualTo(new ExperimentStore.NoRoom());

    assertThat(experiments.find(id)).isEmpty();
  }

  @Test
  void underOneKeyOneExperimentIsOrderedEvenWhereThereIsNoMoreRoom() {
    ExperimentStore.Key key = new ExperimentStore.Key("key-of-" + id, "digest");
    assertThat(experiments.orderedUnder(key.text())).isEmpty();
    order(Optional.of(key), ROOM);

    assertThat(order(Optional.of(key), 0)).isEqualTo(new ExperimentStore.Known(id, "digest"));
    assertThat(experiments.orderedUnder(key.text()))
        .contains(new ExperimentStore.Known(id, "digest"));
  }

  @Test
  void aTaskIsSentOnceUnlessItIsLost() {
    order();

    List<Outgoing> first = tasks.take(id, 1, LONG);
    List<Outgoing> second = tasks.take(id, 1, LONG);
    List<Outgoing> lost = tasks.take(id, 5, Duration.ZERO);

    assertThat(first).extracting(Outgoing::record).containsExactly(cut.getFirst().text());
    assertThat(second).as("as many are on their way as may be").isEmpty();
    assertThat(lost).extracting(Outgoing::task).containsExactly(0L, 1L);
  }

  @Test
  void whatTheBrokerDidNotTakeIsSentAgainAtOnce() {
    order();
    tasks.take(id, 2, LONG);

    tasks.notSent(id, List.of(1L));

    assertThat(tasks.take(id, 2, LONG)).extracting(Outgoing::task).containsExactly(1L);
  }

  @Test
  void aBeginningThatIsGivenBackDoesNotCount() {
    order();
    tasks.begin(id, 0);

    tasks.giveBack(id, 0);
    tasks.giveBack(id, 0);

    assertThat(tasks.begin(id, 0)).isEqualTo(1);
  }

  @Test
  void aTaskThatComesTwiceIsStoredOnce() {
    order();
    assertThat(tasks.begin(id, 0)).isEqualTo(1);
    assertThat(tasks.begin(id, 0)).as("another worker has it, too").isEqualTo(2);
    List<Made> made = made(0);

    assertThat(tasks.store(id, 0, made)).isTrue();
    assertThat(tasks.store(id, 0, made)).isFalse();

    assertThat(tasks.begin(id, 0)).as("it is done").isZero();
    assertThat(found().made()).isEqualTo(2);
    assertThat(found().status()).isEqualTo(ExperimentStatus.RUNNING);
    assertThat(found().progress()).isEqualTo(0.25);
    assertThat(found().startedAt()).isPresent();
  }

  @Test
  void runsComeBackAsTheyWereMade() {
    order();
    Made made = made(0).getFirst();
    done(0);

    Trials known = experiments.trials(id, experiment);

    assertThat(known.size()).isEqualTo(2);
    Measured measured = known.get(made.trial());
    assertThat(measured.digest()).isEqualTo(made.measured().digest());
    assertThat(measured.byMonth().get(1)).isEqualTo(made.measured().byMonth().get(1));
  }

  @Test
  void anOutcomeOfAnArmComesBackBySeed() {
    order();
    List<Made> made = made(0);
    done(0);
    Made baseline = made.getFirst();

    SortedMap<Long, double[]> series = series(baseline, Long.MIN_VALUE, 5);

    assertThat(series).containsOnlyKeys(baseline.trial().seed());
    assertThat(series.get(baseline.trial().seed())).isEqualTo(baseline.measured().byMonth().get(1));
  }

  private SortedMap<Long, double[]> series(Made of, long after, int limit) {
    return experiments.series(id, experiment, of.trial().variant(), 1, after, limit);
  }

  @Test
  void anOutcomeComesInPortionsOfItsRuns() {
    order();
    Made baseline = made(0).getFirst();
    done(0);
    done(1);

    assertThat(series(baseline, Long.MIN_VALUE, 1)).containsOnlyKeys(1L);
    assertThat(series(baseline, 1, 5)).containsOnlyKeys(2L);
    assertThat(series(baseline, 2, 5)).isEmpty();
    assertThat(experiments.count(id, baseline.trial().variant())).isEqualTo(2);
  }

  @Test
  void digestsComeWithoutWhatWasMeasured() {
    order();
    Made made = made(0).getFirst();
    done(0);

    Measured measured = experiments.digests(id, experiment).get(made.trial());

    assertThat(measured.digest()).isEqualTo(made.measured().digest());
    assertThat(measured.byMonth()).isEmpty();
  }

  @Test
  void theDigestsOfAnExperimentThatAPilotDecidedSayWhichRunsItWanted() {
    Experiment rule = Experiments.toHalfWidth("0.0001", 6);
    List<Trial> pilot = rule.next(new Trials());
    Trials known = new Trials();
    pilot.forEach(trial -> known.add(trial, rule.run(trial)));
    List<Trial> rest = rule.next(known);
    rest.forEach(trial -> known.add(trial, rule.run(trial)));
    List<Task> all = List.of(Task.of(id, 0, pilot), Task.of(id, 1, rest));
    experiments.order(new ExperimentStore.Order(id, rule, all, 12, 1, Optional.empty()), ROOM);
    for (Task task : all) {
      tasks.begin(id, task.task());
      tasks.store(
          id,
          task.task(),
          task.trials().stream().map(trial -> new Made(trial, known.get(trial))).toList());
    }

    Trials digests = experiments.digests(id, rule);

    Result result = Evaluation.of(rule, known);
    assertThat(rest).as("runs after the pilot").hasSize(4);
    assertThat(Certificate.of("1", rule, digests, result))
        .isEqualTo(Certificate.of("1", rule, known, result));
  }

  @Test
  void aComparisonIsFoundByItsMarkets() {
    order();
    Comparison comparison = (Comparison) experiment.design();
    String without = Markets.of(comparison.baseline().scenario());
    String with = Markets.of(comparison.treatments().getFirst().scenario());

    assertThat(arms(without, with)).containsExactly("with");
    assertThat(arms("", with)).as("any baseline").containsExactly("with");
    assertThat(arms(without, "")).as("any treatment").containsExactly("");
    assertThat(arms(with, without)).as("the other way round").isEmpty();
  }

  /** Which arm of the experiment is the treatment of such comparisons. */
  private List<String> arms(String baseline, String treatment) {
    return experiments.ofPair(new Markets.Pair(baseline, treatment), "", "", ROOM).stream()
        .filter(each -> each.experiment().id().equals(id))
        .map(ExperimentStore.OfPair::arm)
        .toList();
  }

  @Test
  void aRoundIsOverWhenAllOfItIsStoredAndOneProcessGoesOn() {
    order();
    done(0);
    assertThat(live().roundOver()).isFalse();
    done(1);
    Live over = live();
    Round more = new Round(List.of(Task.of(id, 4, trials.subList(0, 1))));

    boolean wentOn = tasks.goOn(over, more);
    boolean again = tasks.goOn(over, more);

    assertThat(over.roundOver()).isTrue();
    assertThat(wentOn).isTrue();
    assertThat(again).as("the round is another by now").isFalse();
    assertThat(live()).isEqualTo(new Live(id, 2, false));
    assertThat(found().planned()).isEqualTo(5);
    assertThat(found().expected()).isEqualTo(5);
  }

  @Test
  void oneProcessFoldsARoundAtATimeAndItIsCountedHowOftenThatWasBegun() {
    order();
    done(0);
    assertThat(tasks.evaluate(live(), LONG)).as("the round is not over").isZero();
    done(1);

    assertThat(tasks.evaluate(live(), LONG)).isEqualTo(1);
    assertThat(tasks.evaluate(live(), LONG)).as("another does so").isZero();
    assertThat(tasks.evaluate(live(), Duration.ZERO)).as("that one has ended").isEqualTo(2);
    tasks.giveBack(live());
    assertThat(tasks.evaluate(live(), LONG)).as("it was healthy").isEqualTo(2);
    tasks.goOn(live(), new Round(List.of(Task.of(id, 4, trials.subList(0, 1)))));
    tasks.begin(id, 4);
    tasks.store(id, 4, List.of());
    assertThat(tasks.evaluate(live(), LONG)).as("of another round").isEqualTo(1);
  }

  @Test
  void itsSpeedIsReckonedFromRunsThatAreNotItsFirst() {
    order();
    done(0);
    assertThat(found().lapMade()).as("made so far: %s", found().made()).isZero();

    done(1);

    assertThat(found().made()).isEqualTo(4);
    assertThat(found().lapMade()).isEqualTo(2);
    assertThat(found().lapSeconds()).isPositive();
  }

  @Test
  void itFinishesWithItsResult() {
    order();
    done(0);
    done(1);

    tasks.goOn(live(), new Finished("{\"a\": 0.1}"));

    assertThat(found().status()).isEqualTo(ExperimentStatus.FINISHED);
    assertThat(found().progress()).isEqualTo(1);
    assertThat(found().etaSeconds()).isEmpty();
    assertThat(found().endedAt()).isPresent();
    assertThat(experiments.result(id)).contains("{\"a\": 0.1}");
    assertThat(tasks.live()).extracting(Live::id).doesNotContain(id);
    assertThat(experiments.cancel(id)).as("it has ended").isFalse();
  }

  @Test
  void whatIsCancelledIsNotWorkedAt() {
    order();
    tasks.begin(id, 0);
    List<Made> made = made(0);

    assertThat(experiments.cancel(id)).isTrue();

    assertThat(tasks.store(id, 0, made)).isFalse();
    assertThat(tasks.begin(id, 1)).isZero();
    assertThat(tasks.take(id, 5, LONG)).isEmpty();
    assertThat(found().status()).isEqualTo(ExperimentStatus.CANCELLED);
    assertThat(experiments.result(id)).isEmpty();
  }

  @Test
  void whatFailsSaysWhy() {
    order();

    experiments.fail(id, "the run cannot be made");

    assertThat(found().status()).isEqualTo(ExperimentStatus.FAILED);
    assertThat(found().error()).isEqualTo("the run cannot be made");
  }

  @Test
  void onlyWhatHasEndedIsDeletedAndThenAllOfIt() {
    order();
    done(0);
    assertThat(experiments.delete(id)).as("it goes on").isFalse();
    experiments.cancel(id);

    assertThat(experiments.delete(id)).isTrue();

    assertThat(experiments.find(id)).isEmpty();
    assertThat(log.number("select count(*) from experiment_run where experiment = '" + id + "'"))
        .isZero();
  }
}
