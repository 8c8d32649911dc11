package org.cloudmarket.local.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.cloudmarket.model.figures.DigestBook;
import org.cloudmarket.model.message.AwardsMessage.AwardsClosed;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.message.TendersMessage.TendersPublished;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.json.UnreadableRecord;

/**
 * Counts and times the records of one run. It keeps no record: of a tender only when it came, until
 * its outcome is there. Topics may come in any order among each other. All times are ms since 1970.
 */
final class LoadTally {

  /** Three significant digits. */
  private static final int DIGITS = 3;

  private static final int MILLIS = 1000;

  private final MessageCodec codec = new MessageCodec();
  private final LoadPlan plan;
  private final int start;
  private final byte[] keysBegin;

  private long firstOpened;
  private final TreeMap<Integer, Long> opened = new TreeMap<>();
  private final Map<Integer, Integer> shardsClosed = new HashMap<>();
  private final List<Award> beforeTheOpening = new ArrayList<>();
  private final Map<Attempt, Long> undecided = new HashMap<>();
  private final Map<Attempt, Long> untendered = new HashMap<>();
  private final Map<Integer, Long> firstOfMonth = new HashMap<>();
  private final Map<String, Long> firstUnder = new HashMap<>();
  private final Map<String, Integer> repealed = new HashMap<>();
  private final Map<String, String> refused = new HashMap<>();
  private final TreeMap<Long, Integer> bySecond = new TreeMap<>();
  private final Histogram service = new Histogram(DIGITS);
  private final Histogram response = new Histogram(DIGITS);
  private final DigestBook digests = new DigestBook();
  private long awards;
  private long failedTenders;
  private long lastAward;
  private Optional<RunFinished> finished = Optional.empty();

  /** A tender may fail, and be published again in a later month. */
  private record Attempt(String tender, int month) {}

  private record Award(int month, long received) {}

  /**
   * Nothing has come yet.
   *
   * @param start the run's first month
   */
  LoadTally(LoadPlan plan, String run, int start) {
    this.plan = plan;
    this.start = start;
    keysBegin = (run + "/").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Takes a record in, if it is one of the run's.
   *
   * @param received when it came here
   * @throws IllegalStateException where it cannot be read
   */
  void take(ConsumerRecord<byte[], byte[]> record, long received) {
    byte[] key = record.key();
    if (key == null
        || key.length < keysBegin.length
        || !Arrays.equals(key, 0, keysBegin.length, keysBegin, 0, keysBegin.length)) {
      return;
    }
    try {
      take(codec.decode(record.headers(), record.value()), record.timestamp(), received);
    } catch (UnreadableRecord e) {
      throw new IllegalStateException(record.topic() + " " + record.offset(), e);
    }
  }

  /**
   * Takes a message in.
   *
   * @param written when the broker wrote it
   * @param received when it came here
   */
  void take(Message message, long written, long received) {
    if (message instanceof Decided decided) {
      digests.add(decided);
    }
    switch (message) {
      case MonthOpened month when month.shard() == 0 -> opened(month.month(), written);
      case TenderPublished tender -> published(tender, written);
      case TendersPublished several ->
          several.tenders().forEach(tender -> published(tender, written));
      case ContractAwarded award -> awarded(award, received);
      case TenderFailed failed -> {
        failedTenders++;
        Attempt attempt = new Attempt(failed.tender(), failed.month());
        if (undecided.remove(attempt) == null) {
          untendered.put(attempt, Long.MIN_VALUE);
        }
      }
      case AwardsClosed closed -> shardsClosed.merge(closed.month(), 1, Integer::sum);
      case PolicyRepealed end -> repealed.put(end.policy(), end.month());
      case RequestAnswered answer when !answer.accepted() ->
          refused.put(answer.request(), answer.reason());
      case RunFinished end when end.shard() == 0 -> finished = Optional.of(end);
      default -> {}
    }
  }

  private void opened(int month, long written) {
    opened.put(month, written);
    if (month == start) {
      firstOpened = written;
      beforeTheOpening.forEach(this::count);
      beforeTheOpening.clear();
    }
  }

  private void published(TenderPublished tender, long written) {
    Attempt attempt = new Attempt(tender.tender(), tender.month());
    Long received = untendered.remove(attempt);
    if (received == null) {
      undecided.put(attempt, written);
    } else if (received != Long.MIN_VALUE) {
      service.recordValue(Math.max(0, received - written));
    }
  }

  private void awarded(ContractAwarded award, long received) {
    awards++;
    lastAward = Math.max(lastAward, received);
    Attempt attempt = new Attempt(award.tender(), award.month());
    Long written = undecided.remove(attempt);
    if (written == null) {
      untendered.put(attempt, received);
    } else {
      service.recordValue(Math.max(0, received - written));
    }
    firstOfMonth.merge(award.month(), received, Math::min);
    award.policies().forEach(policy -> firstUnder.merge(policy, received, Math::min));
    Award counted = new Award(award.month(), received);
    if (begun()) {
      count(counted);
    } else {
      beforeTheOpening.add(counted);
    }
  }

  private void count(Award award) {
    bySecond.merge((award.received() - firstOpened) / MILLIS, 1, Integer::sum);
    if (plan.paced()) {
      long intended = plan.intendedMillis(firstOpened, award.month() - start);
      response.recordValue(Math.max(0, award.received() - intended));
    }
  }

  boolean begun() {
    return firstOpened > 0;
  }

  long firstOpened() {
    return firstOpened;
  }

  /** How the run ended, if it has. */
  Optional<RunFinished> finished() {
    return finished;
  }

  long awards() {
    return awards;
  }

  long failedTenders() {
    return failedTenders;
  }

  /** Months of which every shard has closed its awards. */
  int monthsClosed() {
    return (int) shardsClosed.values().stream().filter(n -> n == plan.shards()).count();
  }

  /**
   * From the first opening to the last award; with a pace no less than the months take by it, so
   * that nothing seems faster than it was asked for.
   */
  long elapsedMillis() {
    return Math.max(1, Math.max(lastAward - firstOpened, monthsClosed() * plan.paceMillis()));
  }

  /** How much later than intended the last month opened; 0 without a pace. */
  long lastMonthLateMillis() {
    if (!plan.paced() || opened.isEmpty()) {
      return 0;
    }
    var last = opened.lastEntry();
    return last.getValue() - plan.intendedMillis(firstOpened, last.getKey() - start);
  }

  /** Awards in each whole second from the first opening on, those without any too. */
  Histogram awardsInASecond() {
    Histogram seconds = new Histogram(DIGITS);
    long whole = (lastAward - firstOpened) / MILLIS;
    for (long second = 0; second < whole; second++) {
      seconds.recordValue(bySecond.getOrDefault(second, 0));
    }
    return seconds;
  }

  /** From the tender to its award. */
  Histogram service() {
    return service;
  }

  /** From when the tender's month was to open to the award; empty without a pace. */
  Histogram response() {
    return response;
  }

  /** When the first award under a policy came. */
  OptionalLong firstUnder(String policy) {
    return of(firstUnder.get(policy));
  }

  /** When the first award came of the month in which a policy was repealed. */
  OptionalLong firstWithout(String policy) {
    return Optional.ofNullable(repealed.get(policy))
        .map(month -> of(firstOfMonth.get(month)))
        .orElse(OptionalLong.empty());
  }

  /** Why government refused a request; empty where it did not. */
  String refusal(String request) {
    return refused.getOrDefault(request, "");
  }

  /** The digest of all outcomes that came, up to a month. */
  String digest(int last) {
    return last < start ? "" : digests.chained(start, last + 1).get(last).hex();
  }

  private static OptionalLong of(Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
