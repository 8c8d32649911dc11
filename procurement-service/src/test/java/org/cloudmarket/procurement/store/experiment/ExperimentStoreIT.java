package org.cloudmarket.procurement.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.cloudmarket.analysis.experiment.Comparison;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentReader;
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
  private final Experiment experiment = Experiments.comparison(2);
  private final List<Trial> trials = experiment.next(new Trials());

  /** Two runs each. */
  private final List<Task> cut =
      List.of(Task.of(id, 0, trials.subList(0, 2)), Task.of(id, 1, trials.subList(2, 4)));

  private void order() {
    assertThat(experiments.order(id, experiment, cut, 8, 90, ROOM)).isTrue();
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
    assertThat(again.next(new Trials())).isEqualTo(trials);
    assertThat(experiments.newestFirst("", 1)).extracting(Ordered::id).containsExactly(id);
    assertThat(experiments.newestFirst(id, ROOM)).extracting(Ordered::id).doesNotContain(id);
  }

  @Test
  void whereThereIsNoRoomNothingIsWritten() {
    assertThat(experiments.order(id, experiment, cut, 4, 1, 0)).isFalse();

    assertThat(experiments.find(id)).isEmpty();
  }

  /** Sends tasks to a broker that takes so many. */
  private List<Outgoing> sent(int most, Duration lostAfter, int taken) {
    List<Outgoing> all = new ArrayList<>();
    tasks.send(
        id,
        most,
        lostAfter,
        some -> {
          all.addAll(some);
          return some.stream().limit(taken).map(Outgoing::task).toList();
        });
    return all;
  }

  @Test
  void aTaskIsSentOnceUnlessItIsLost() {
    order();

    List<Outgoing> first = sent(1, LONG, 1);
    List<Outgoing> second = sent(1, LONG, 1);
    List<Outgoing> lost = sent(5, Duration.ZERO, 2);

    assertThat(first).extracting(Outgoing::record).containsExactly(cut.getFirst().text());
    assertThat(second).as("as many are on their way as may be").isEmpty();
    assertThat(lost).extracting(Outgoing::task).containsExactly(0L, 1L);
  }

  @Test
  void whatTheBrokerDidNotTakeIsSentAgainAtOnce() {
    order();
    sent(2, LONG, 1);

    assertThat(sent(2, LONG, 1)).extracting(Outgoing::task).containsExactly(1L);
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

    SortedMap<Long, double[]> series =
        experiments.series(id, experiment, baseline.trial().variant(), 1);

    assertThat(series).containsOnlyKeys(baseline.trial().seed());
    assertThat(series.get(baseline.trial().seed())).isEqualTo(baseline.measured().byMonth().get(1));
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
    return experiments.ofPair(new Markets.Pair(baseline, treatment), "", ROOM).stream()
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
    AtomicInteger asked = new AtomicInteger();
    Task more = Task.of(id, 4, trials.subList(0, 1));
    TaskStore.Decision decision =
        known -> {
          asked.addAndGet(known.size());
          return new Round(List.of(more));
        };

    boolean wentOn = tasks.goOn(over, experiment, decision);
    boolean again = tasks.goOn(over, experiment, decision);

    assertThat(over.roundOver()).isTrue();
    assertThat(asked).hasValue(8);
    assertThat(wentOn).isTrue();
    assertThat(again).as("the round is another by now").isFalse();
    assertThat(live()).isEqualTo(new Live(id, 2, false));
    assertThat(found().planned()).isEqualTo(5);
    assertThat(found().expected()).isEqualTo(5);
  }

  @Test
  void itFinishesWithItsResult() {
    order();
    done(0);
    done(1);

    tasks.goOn(live(), experiment, _ -> new Finished("{\"a\": 0.1}"));

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
    assertThat(sent(5, LONG, 5)).isEmpty();
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
