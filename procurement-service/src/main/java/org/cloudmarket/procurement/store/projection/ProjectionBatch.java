package org.cloudmarket.procurement.store.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.cloudmarket.frame.runs.Verdict;
import org.cloudmarket.model.figures.MarketFigures;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.BidsAccepted;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunPaused;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.procurement.store.deadletter.DeadLetter;
import org.cloudmarket.procurement.store.digest.Claim;
import org.cloudmarket.procurement.store.digest.Sums;
import org.cloudmarket.procurement.store.run.Change;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.codec.Trace;

/** A batch of messages, added up before it is written; only outcomes are kept one by one too. */
final class ProjectionBatch {

  /** A shard's month. */
  record ShardMonth(String run, int shard, int month) implements Comparable<ShardMonth> {
    @Override
    public int compareTo(ShardMonth other) {
      int byRun = run.compareTo(other.run);
      int byShard = byRun != 0 ? byRun : Integer.compare(shard, other.shard);
      return byShard != 0 ? byShard : Integer.compare(month, other.month);
    }
  }

  /**
   * Outcomes of a shard's month.
   *
   * @param count how many
   * @param sum their digests, added
   * @param records the checksums of their records, added; of records as they are written now, since
   *     rows are no longer what was read
   * @param claimed what the desk said of the month when it closed it
   */
  record Outcomes(int count, Digest sum, long records, Optional<Claim> claimed) {
    private static final Outcomes NONE = new Outcomes(0, Digest.ZERO, 0, Optional.empty());

    private Outcomes plus(Digest outcome, byte[] record) {
      return new Outcomes(count + 1, sum.plus(outcome), records + Sums.checksum(record), claimed);
    }

    private Outcomes closed(Claim claim) {
      return new Outcomes(count, sum, records, Optional.of(claim));
    }
  }

  /** A shard of a run. */
  record RunShard(String run, int shard) implements Comparable<RunShard> {
    @Override
    public int compareTo(RunShard other) {
      int byRun = run.compareTo(other.run);
      return byRun != 0 ? byRun : Integer.compare(shard, other.shard);
    }
  }

  /** Where a shard's records are. */
  record Span(int partition, long first, long next) {}

  /**
   * What is new of how a run stands.
   *
   * @param known whether it is new whether the run is paused
   * @param pausedMonth the last month before it waits for people; empty where it goes on
   * @param paceMillis its pace; empty where that is not new
   */
  record Standing(boolean known, OptionalInt pausedMonth, OptionalLong paceMillis) {
    private static final Standing GOING_ON =
        new Standing(true, OptionalInt.empty(), OptionalLong.empty());

    private static Standing pausedIn(int month) {
      return new Standing(true, OptionalInt.of(month), OptionalLong.empty());
    }

    /** A run that is to pause does so only with its month; one that is not, goes on at once. */
    private static Standing after(RequestAnswered answer) {
      return new Standing(
          !answer.paused(), OptionalInt.empty(), OptionalLong.of(answer.paceMillis()));
    }

    private Standing then(Standing later) {
      return new Standing(
          known || later.known,
          later.known ? later.pausedMonth : pausedMonth,
          later.paceMillis.isPresent() ? later.paceMillis : paceMillis);
    }
  }

  /**
   * An outcome.
   *
   * @param position its record's offset
   */
  record Award(Decided outcome, long position) {}

  /** A policy that came into force or ceased. */
  record PolicyEvent(String run, int month, String policy, Change event, String cause) {}

  private final MessageCodec codec = new MessageCodec();
  private final SortedMap<String, MarketFigures> figures = new TreeMap<>();
  private final SortedMap<ShardMonth, Outcomes> months = new TreeMap<>();
  private final SortedMap<RunShard, Span> spans = new TreeMap<>();
  private final List<Award> awards = new ArrayList<>();
  private final List<BidsAccepted> acceptedBids = new ArrayList<>();
  private final List<PolicyEvent> policyEvents = new ArrayList<>();
  private final List<RunStarted> started = new ArrayList<>();
  private final SortedMap<String, String> traces = new TreeMap<>();
  private final List<RunFinished> ended = new ArrayList<>();
  private final List<DeadLetter> deadLetters = new ArrayList<>();
  private final List<RequestAnswered> answers = new ArrayList<>();
  private final SortedMap<String, Standing> standings = new TreeMap<>();
  private final SortedMap<LeftOut, Integer> leftOut = new TreeMap<>();
  private final SortedMap<String, List<Policy>> statutes = new TreeMap<>();

  /** Takes one message in, and where it comes from. */
  void add(Message message, ConsumerRecord<byte[], byte[]> record) {
    switch (message) {
      case AwardsMessage awards -> award(awards, record);
      case PolicyMessage policy when policy.shard() == 0 -> policy(policy, record);
      default -> {} // Every shard hears of the run's policy; one of them is enough here.
    }
  }

  /** Records that were left out without a letter. */
  record LeftOut(String topic, Verdict.Kind why) implements Comparable<LeftOut> {
    @Override
    public int compareTo(LeftOut other) {
      int byTopic = topic.compareTo(other.topic);
      return byTopic != 0 ? byTopic : why.compareTo(other.why);
    }
  }

  /** Counts a record that is left out. */
  void leaveOut(String topic, Verdict.Kind why) {
    leftOut.merge(new LeftOut(topic, why), 1, Integer::sum);
  }

  /** How many records were left out. */
  SortedMap<LeftOut, Integer> leftOut() {
    return Collections.unmodifiableSortedMap(leftOut);
  }

  /** Takes a record in that was set aside. */
  void add(DeadLetter letter) {
    deadLetters.add(letter);
  }

  private void award(AwardsMessage message, ConsumerRecord<byte[], byte[]> record) {
    int partition = record.partition();
    long offset = record.offset();
    figures.computeIfAbsent(message.run(), _ -> new MarketFigures()).add(message);
    spans.merge(
        new RunShard(message.run(), message.shard()),
        new Span(partition, offset, offset + 1),
        (before, now) -> new Span(partition, before.first, now.next));
    ShardMonth month = new ShardMonth(message.run(), message.shard(), message.month());
    Outcomes outcomes = months.getOrDefault(month, Outcomes.NONE);
    if (message instanceof Decided decided) {
      months.put(month, outcomes.plus(decided.digest(), codec.encode(decided)));
      awards.add(new Award(decided, offset));
    } else if (message instanceof BidsAccepted bids) {
      acceptedBids.add(bids);
    } else if (message instanceof AwardsClosed closed) {
      months.put(month, outcomes.closed(new Claim(closed.count(), closed.digest())));
    }
  }

  private void policy(PolicyMessage message, ConsumerRecord<byte[], byte[]> record) {
    switch (message) {
      case RunStarted run -> {
        started.add(run);
        Trace.in(record.headers()).ifPresent(trace -> traces.put(run.run(), trace.id()));
      }
      case RunFinished run -> ended.add(run);
      case RequestAnswered answer -> {
        answers.add(answer);
        stands(answer.run(), Standing.after(answer));
      }
      case RunPaused run -> stands(run.run(), Standing.pausedIn(run.month()));
      case MonthOpened month -> stands(month.run(), Standing.GOING_ON);
      case StatutesAmended amended -> statutes.put(amended.run(), amended.policies());
      case PolicyEnacted enacted ->
          policyEvents.add(
              new PolicyEvent(
                  enacted.run(),
                  enacted.month(),
                  enacted.policy(),
                  Change.ENACTED,
                  enacted.cause()));
      case PolicyRepealed repealed ->
          policyEvents.add(
              new PolicyEvent(
                  repealed.run(),
                  repealed.month(),
                  repealed.policy(),
                  Change.REPEALED,
                  repealed.cause()));
      default -> {}
    }
  }

  private void stands(String run, Standing now) {
    standings.merge(run, now, Standing::then);
  }

  /** Figures by run. */
  SortedMap<String, MarketFigures> figures() {
    return Collections.unmodifiableSortedMap(figures);
  }

  SortedMap<ShardMonth, Outcomes> months() {
    return Collections.unmodifiableSortedMap(months);
  }

  SortedMap<RunShard, Span> spans() {
    return Collections.unmodifiableSortedMap(spans);
  }

  List<Award> awards() {
    return Collections.unmodifiableList(awards);
  }

  /** The bids from outside that count. */
  List<BidsAccepted> acceptedBids() {
    return Collections.unmodifiableList(acceptedBids);
  }

  List<PolicyEvent> policyEvents() {
    return Collections.unmodifiableList(policyEvents);
  }

  List<RunStarted> started() {
    return Collections.unmodifiableList(started);
  }

  /** The ids of the traces that runs are followed by which have begun. */
  SortedMap<String, String> traces() {
    return Collections.unmodifiableSortedMap(traces);
  }

  List<RunFinished> ended() {
    return Collections.unmodifiableList(ended);
  }

  List<DeadLetter> deadLetters() {
    return Collections.unmodifiableList(deadLetters);
  }

  List<RequestAnswered> answers() {
    return Collections.unmodifiableList(answers);
  }

  /** All policies of the runs in which people have changed them. */
  SortedMap<String, List<Policy>> statutes() {
    return Collections.unmodifiableSortedMap(statutes);
  }

  /** What is new of how runs stand. */
  SortedMap<String, Standing> standings() {
    return Collections.unmodifiableSortedMap(standings);
  }
}
