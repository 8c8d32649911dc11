package org.cloudmarket.frame.runs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.frame.store.Offsets;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.wire.codec.CloudEvents;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.streams.DeadLetters;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What government said of each run, kept as it was said: the records of {@code policy} to shard 0,
 * which hears all of it. Whatever a service shows of a run's government is read from these. What is
 * said again, at whatever place, is kept once, and nothing is added to a run that is over.
 */
@Singleton
public final class PolicyHistory {

  private static final String INSERT =
      "insert into said (run, position, type, value) values (?, ?, ?, ?) on conflict do nothing";
  private static final String SELECT =
      "select position, type, value from said where run = ? and position > ? order by position";
  private static final String COUNT = "select count(*) from said where run = ?";
  private static final String LAST = "select max(position) from said where run = ?";

  /** Of so many runs it is remembered how far they are; of others it is read anew. */
  private static final int REMEMBERED = 256;

  private final Database database;
  private final LeftOut leftOut;
  private final Placement placement;
  private final OrderedRuns orders;

  /** Of the channel of runs alone. */
  private final ReadInVain read = new ReadInVain();

  /** Of so many bytes of records the messages are kept in memory: some 20 MB. */
  private static final int BYTES_AT_HAND = 4 << 20;

  /** What was read last of runs, so that who asks again reads only what is new. */
  private final Cache<String, Kept> atHand =
      Caffeine.newBuilder()
          .maximumWeight(BYTES_AT_HAND)
          .weigher((String _, Kept kept) -> kept.bytes)
          .build();

  /** How far runs are. What it holds is guarded by the order in which batches come. */
  private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  /** A history in a database. */
  @Inject
  public PolicyHistory(
      Database database,
      LeftOut leftOut,
      @ConfigProperty(name = "kafka.partitions") int partitions,
      OrderedRuns orders) {
    this.database = database;
    this.leftOut = leftOut;
    this.orders = orders;
    this.placement = new Placement(partitions);
  }

  /**
   * How far a run was when its last record was kept.
   *
   * @param last the position of that record; -1 for none. Where the database says another, a
   *     transaction failed or another replica went on
   */
  private record Known(RunProgress progress, long last) {}

  /**
   * All that is kept of a run.
   *
   * @param last the position of the last; -1 for none
   * @param bytes how long their records are together
   */
  private record Kept(List<PolicyMessage> messages, long last, int bytes) {
    private static final Kept NOTHING = new Kept(List.of(), -1, 0);
  }

  /** What a batch came to. */
  private record Outcome(
      Map<String, Known> known, Map<Verdict.Kind, Integer> leftOut, List<Verdict> refused) {}

  /** A record to keep. */
  private record Said(PolicyMessage message, ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition() {
      return new TopicPartition(record.topic(), record.partition());
    }
  }

  /**
   * Takes a batch of {@code policy} in, each record once. Records that make no sense are left out:
   * the desks that hear them too set them aside.
   */
  public void take(ConsumerRecords<byte[], byte[]> records) {
    MessageCodec codec = new MessageCodec();
    List<Said> said = new ArrayList<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      ends.merge(
          new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
      try {
        Message message = codec.decode(record.headers(), record.value());
        if (message instanceof PolicyMessage policy
            && policy.shard() == 0
            && Ids.valid(policy.run())
            && placement.of(policy) == record.partition()) {
          said.add(new Said(policy, record));
        }
      } catch (UnreadableRecord e) {
        // Told by the desks.
      }
    }
    Outcome outcome =
        database.surely(
            "the history of " + Topic.POLICY.text(), connection -> write(said, ends, connection));
    known.putAll(outcome.known);
    outcome.leftOut.forEach((why, count) -> leftOut.count(Topic.POLICY.text(), why, count));
    outcome.refused.forEach(each -> leftOut.refuse(Topic.POLICY.text(), each));
  }

  /**
   * Takes a batch of {@code runs} in: forgets what was said of deleted runs.
   *
   * @param beside what else this service has of a run
   */
  public void forget(ConsumerRecords<byte[], byte[]> records, DeletedRuns.Clearing beside) {
    DeletedRuns.take(
        records,
        read,
        database,
        (run, connection) -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from said where run = ?")) {
            delete.setString(1, run);
            delete.executeUpdate();
          }
          beside.of(run, connection);
        });
  }

  private Outcome write(List<Said> said, Map<TopicPartition, Long> ends, Connection connection)
      throws SQLException {
    Map<TopicPartition, Long> next = Offsets.lock(ends.keySet(), connection);
    Set<String> deleted =
        DeletedRuns.among(
            said.stream().map(each -> each.message().run()).collect(Collectors.toSet()),
            connection);
    Outcome outcome =
        new Outcome(new HashMap<>(), new EnumMap<>(Verdict.Kind.class), new ArrayList<>());
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (Said each : said) {
        if (each.record().offset() >= next.get(each.partition())
            && !deleted.contains(each.message().run())) {
          take(each, outcome, insert, connection);
        }
      }
      insert.executeBatch();
    }
    next.replaceAll((partition, offset) -> Math.max(offset, ends.get(partition)));
    Offsets.write(next, connection);
    return outcome;
  }

  private void take(Said said, Outcome outcome, PreparedStatement insert, Connection connection)
      throws SQLException {
    String run = said.message().run();
    Known before = outcome.known.get(run);
    if (before == null) {
      before = known(run, connection);
    }
    Verdict verdict = before.progress.judge(said.message());
    // What is first behind a gap is kept, so that who reads it finds the gap.
    boolean kept = verdict.kind() == Verdict.Kind.NEW || verdict.reason().equals(DeadLetters.GAP);
    if (kept) {
      insert.setString(1, run);
      insert.setLong(2, said.record().offset());
      insert.setString(3, type(said.record()));
      insert.setBytes(4, said.record().value());
      insert.addBatch();
    }
    outcome.known.put(run, new Known(before.progress, kept ? said.record().offset() : before.last));
    switch (verdict.kind()) {
      case NEW -> {}
      case REFUSED -> outcome.refused.add(verdict);
      case REPEATED, BEHIND_A_GAP -> outcome.leftOut.merge(verdict.kind(), 1, Integer::sum);
    }
  }

  private Known known(String run, Connection connection) throws SQLException {
    long last = last(run, connection);
    Known remembered = known.asMap().remove(run);
    if (remembered != null && remembered.last == last) {
      return remembered;
    }
    return new Known(replay(kept(run, connection), new ArrayList<>()), last);
  }

  private static long last(String run, Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LAST)) {
      select.setString(1, run);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        long last = row.getLong(1);
        return row.wasNull() ? -1 : last;
      }
    }
  }

  /**
   * Goes through what is kept of a run.
   *
   * @param heard takes what counts of it
   */
  private static RunProgress replay(List<PolicyMessage> kept, List<PolicyMessage> heard)
      throws SQLException {
    RunProgress progress = RunProgress.nothing();
    List<PolicyMessage> end = new ArrayList<>();
    for (PolicyMessage each : kept) {
      if (progress.judge(each).kind() == Verdict.Kind.NEW) {
        // What was missing and was read again stands behind the end.
        (each instanceof RunFinished ? end : heard).add(each);
      }
    }
    heard.addAll(end);
    return progress;
  }

  private static String type(ConsumerRecord<byte[], byte[]> record) {
    return new String(
        record.headers().lastHeader(CloudEvents.TYPE).value(), StandardCharsets.UTF_8);
  }

  /**
   * What government has said of a run so far, in its order: first, that it has started.
   *
   * @throws Refusal where nobody has ordered such a run, the news of it is still on its way, or
   *     something of it is missing here
   */
  public List<PolicyMessage> of(String run) {
    List<PolicyMessage> said = new ArrayList<>();
    // What cannot be an id is not looked for: it may not even be text to a database.
    if (!Ids.valid(run)) {
      throw Refusal.unknown("run", run);
    }
    String damage = database.read(connection -> replay(kept(run, connection), said).damage());
    if (!damage.isEmpty()) {
      throw Refusal.conflict(
          "damaged-run", "What government said of run '" + run + "' is not whole here: " + damage);
    }
    if (said.isEmpty() || !(said.getFirst() instanceof RunStarted)) {
      throw orders.whyUnknown(run);
    }
    return List.copyOf(said);
  }

  private List<PolicyMessage> kept(String run, Connection connection) throws SQLException {
    Kept before = atHand.asMap().getOrDefault(run, Kept.NOTHING);
    long count = count(run, connection);
    Kept now = read(run, before, connection);
    if (now.messages.size() != count) {
      // Rows have gone, or have come before the last: what was missing and was read again.
      now = read(run, Kept.NOTHING, connection);
    }
    atHand.put(run, now);
    return now.messages;
  }

  private static long count(String run, Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(COUNT)) {
      select.setString(1, run);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** What was read before, and what has come behind it. */
  private static Kept read(String run, Kept before, Connection connection) throws SQLException {
    MessageCodec codec = new MessageCodec();
    List<PolicyMessage> messages = new ArrayList<>(before.messages);
    long last = before.last;
    int bytes = before.bytes;
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      select.setString(1, run);
      select.setLong(2, last);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          last = rows.getLong(1);
          byte[] type = rows.getString(2).getBytes(StandardCharsets.UTF_8);
          byte[] value = rows.getBytes(3);
          bytes += value.length;
          messages.add((PolicyMessage) codec.decode(type, value));
        }
      }
      return new Kept(List.copyOf(messages), last, bytes);
    } catch (UnreadableRecord e) {
      throw new IllegalStateException(
          "what was said of " + run + " was readable when it was written", e);
    }
  }
}
