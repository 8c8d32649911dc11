package org.cloudmarket.procurement.store.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.cloudmarket.model.figures.Cell;
import org.cloudmarket.model.figures.DigestBook;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.figures.Measure;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunPaused;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.SmallMarket;
import org.cloudmarket.procurement.store.digest.Claim;
import org.cloudmarket.procurement.store.digest.Digests;
import org.cloudmarket.procurement.store.run.Change;
import org.cloudmarket.wire.codec.Trace;
import org.junit.jupiter.api.Test;

class ProjectionBatchTest {

  private static final Scenario SCENARIO = SmallMarket.scenario();
  private static final int START = SCENARIO.start();
  private static final List<Message> ONE = SmallMarket.messages("run-one");
  private static final List<Message> OTHER = SmallMarket.messages("run-other");

  private static void add(Message message, int partition, long offset, ProjectionBatch fold) {
    fold.add(message, SmallMarket.record(message, partition, offset));
  }

  private static ProjectionBatch fold(List<Message> messages) {
    ProjectionBatch fold = new ProjectionBatch();
    for (int i = 0; i < messages.size(); i++) {
      add(messages.get(i), 5, 100 + i, fold);
    }
    return fold;
  }

  @Test
  void aResumedRunGoesOnAtOnceThoughItsPaceHoldsItsMonthBack() {
    ProjectionBatch fold = new ProjectionBatch();
    add(new RunPaused("r", 0, START), 0, 1, fold);
    add(answer("resume", false, 1_000), 0, 2, fold);

    assertThat(fold.standings().get("r"))
        .isEqualTo(new ProjectionBatch.Standing(true, OptionalInt.empty(), OptionalLong.of(1_000)));
  }

  @Test
  void aRunThatIsToPauseIsPausedOnlyWithItsMonth() {
    ProjectionBatch fold = new ProjectionBatch();
    add(answer("pause", true, 0), 0, 1, fold);
    assertThat(fold.standings().get("r").known()).isFalse();

    add(new RunPaused("r", 0, START), 0, 2, fold);

    assertThat(fold.standings().get("r"))
        .isEqualTo(new ProjectionBatch.Standing(true, OptionalInt.of(START), OptionalLong.of(0)));
  }

  @Test
  void ofARunsStatutesTheLastCount() {
    ProjectionBatch fold = new ProjectionBatch();
    add(new StatutesAmended("r", 0, START + 1, "first", List.of()), 0, 1, fold);
    add(new StatutesAmended("r", 0, START + 1, "second", SCENARIO.policies()), 0, 2, fold);
    add(new StatutesAmended("r", 1, START + 1, "first", List.of()), 1, 1, fold);

    assertThat(fold.statutes()).containsOnly(Map.entry("r", SCENARIO.policies()));
  }

  private static RequestAnswered answer(String request, boolean paused, long paceMillis) {
    return new RequestAnswered("r", 0, request, true, START + 1, "", paused, paceMillis);
  }

  @Test
  void everyRunHasItsOwnFigures() {
    MarketFigures alone = new MarketFigures();
    ONE.forEach(
        message -> {
          if (message instanceof AwardsMessage awards) {
            alone.add(awards);
          }
        });
    ProjectionBatch fold = fold(ONE);
    OTHER.forEach(message -> add(message, 6, 1, fold));

    assertThat(fold.figures()).containsOnlyKeys("run-one", "run-other");
    assertThat(fold.figures().get("run-one").cells()).isEqualTo(alone.cells());
  }

  @Test
  void batchesCutAnywhereAddUpToTheSame() {
    ProjectionBatch whole = fold(ONE);
    Map<Cell, Map<Measure, Long>> added = new TreeMap<>();
    Map<ProjectionBatch.ShardMonth, Digest> sums = new TreeMap<>();

    for (int from = 0; from < ONE.size(); from += 97) {
      ProjectionBatch part = fold(ONE.subList(from, Math.min(from + 97, ONE.size())));
      part.months().forEach((month, outcomes) -> sums.merge(month, outcomes.sum(), Digest::plus));
      part.figures()
          .values()
          .forEach(
              figures ->
                  figures
                      .cells()
                      .forEach(
                          (cell, measures) -> {
                            Map<Measure, Long> into =
                                added.computeIfAbsent(cell, _ -> new TreeMap<>());
                            measures.forEach(
                                (measure, value) -> into.merge(measure, value, Long::sum));
                          }));
    }

    assertThat(added).isEqualTo(whole.figures().get("run-one").cells());
    whole
        .months()
        .forEach((month, outcomes) -> assertThat(sums).containsEntry(month, outcomes.sum()));
  }

  @Test
  void whatIsRecomputedIsWhatTheDeskClaimed() {
    ProjectionBatch fold = fold(ONE);

    assertThat(fold.months()).hasSize(SmallMarket.SHARDS * SCENARIO.months());
    assertThat(fold.months().values())
        .allSatisfy(
            outcomes ->
                assertThat(outcomes.claimed())
                    .contains(new Claim(outcomes.count(), outcomes.sum())));
  }

  @Test
  void aClaimThatIsNotTrueStaysApartFromWhatIsRecomputed() {
    Digest claimed = new Digest(1, 2);
    ProjectionBatch fold = fold(List.of(new AwardsClosed("run-one", 0, 24_000, 3, claimed)));

    ProjectionBatch.Outcomes outcomes =
        fold.months().get(new ProjectionBatch.ShardMonth("run-one", 0, 24_000));
    assertThat(outcomes.count()).isZero();
    assertThat(outcomes.sum()).isEqualTo(Digest.ZERO);
    assertThat(outcomes.claimed()).isEqualTo(Optional.of(new Claim(3, claimed)));
  }

  @Test
  void recomputedMonthsChainToTheRunsDigest() {
    TreeMap<Integer, Digests.Month> months = new TreeMap<>();
    fold(ONE)
        .months()
        .forEach(
            (month, outcomes) ->
                months.merge(
                    month.month(),
                    new Digests.Month(outcomes.sum(), true),
                    (a, b) -> new Digests.Month(a.sum().plus(b.sum()), true)));
    DigestBook book = new DigestBook();
    ONE.forEach(
        message -> {
          if (message instanceof Decided decided) {
            book.add(decided);
          }
        });

    assertThat(Digests.chained(months)).isEqualTo(book.chained(SCENARIO.start(), SCENARIO.end()));
  }

  @Test
  void aSpanReachesFromTheFirstRecordBehindTheLast() {
    Message closed = new AwardsClosed("run-one", 2, 24_000, 0, Digest.ZERO);
    ProjectionBatch fold = new ProjectionBatch();
    add(closed, 5, 17, fold);
    add(closed, 5, 40, fold);

    assertThat(fold.spans())
        .containsExactly(
            Map.entry(
                new ProjectionBatch.RunShard("run-one", 2), new ProjectionBatch.Span(5, 17, 41)));
  }

  @Test
  void everyOutcomeIsKeptAsItIs() {
    List<ProjectionBatch.Award> awards = fold(ONE).awards();

    assertThat(awards)
        .extracting(ProjectionBatch.Award::outcome)
        .containsExactlyElementsOf(
            ONE.stream().filter(Decided.class::isInstance).map(Decided.class::cast).toList());
    assertThat(awards)
        .allSatisfy(
            award -> assertThat(award.outcome()).isEqualTo(ONE.get((int) award.position() - 100)));
  }

  @Test
  void ofARunThatSomebodyFollowsTheTraceIsKept() {
    Message started = new RunStarted("r", 0, 1, 1, SCENARIO, 0, 1);
    ConsumerRecord<byte[], byte[]> record = SmallMarket.record(started, 5, 100);
    Trace trace = Trace.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01").orElseThrow();
    record.headers().add(trace.header());
    ProjectionBatch fold = fold(List.of(new RunStarted("alone", 0, 1, 1, SCENARIO, 0, 1)));

    fold.add(started, record);

    assertThat(fold.started()).hasSize(2);
    assertThat(fold.traces()).containsOnly(Map.entry("r", "0af7651916cd43dd8448eb211c80319c"));
  }

  @Test
  void policyIsHeardOnceForAllShards() {
    ProjectionBatch fold =
        fold(
            List.of(
                new RunStarted("r", 0, 2, 1, SCENARIO, 0, 1),
                new RunStarted("r", 1, 2, 1, SCENARIO, 0, 1),
                new PolicyEnacted("r", 0, 24_000, "mandate", "date"),
                new MonthOpened(
                    "r", 0, 24_000, List.of(), List.of(), List.of(), List.of(), Digest.ZERO),
                new RunFinished("r", 0, 24_000, Outcome.FINISHED, Digest.ZERO, "", List.of()),
                new RunFinished("r", 1, 24_000, Outcome.FINISHED, Digest.ZERO, "", List.of())));

    assertThat(fold.started()).hasSize(1);
    assertThat(fold.ended()).hasSize(1);
    assertThat(fold.policyEvents())
        .containsExactly(
            new ProjectionBatch.PolicyEvent("r", 24_000, "mandate", Change.ENACTED, "date"));
  }
}
