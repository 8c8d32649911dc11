package org.cloudmarket.procurement.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.wire.codec.CloudEvents;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;

/**
 * Topics in memory with transactions as Kafka has them. A transaction is decided once; the markers
 * that say so come to each partition later and by themselves. Until then nobody reads behind the
 * first record of the transaction there.
 */
final class SimulatedLog {

  private static final int FAULT_EVERY = 37;

  /** Messages that are long and the same for each shard. */
  private static final List<String> COPIED = List.of(".run-started.", ".statutes-amended.");

  private static final byte[] FIRST_SHARD = {'/', '0'};

  /** What stands at an offset; of a store's changelog and of offsets it has no headers. */
  static final class Letter {
    final Partition partition;
    final byte[] key;
    final byte[] value;
    final Headers headers;
    private Message message;

    Letter(Partition partition, byte[] key, byte[] value, Headers headers) {
      this.partition = partition;
      this.key = key;
      this.value = value;
      this.headers = headers;
    }

    /**
     * Whether it is said to a shard other than the first and says to it what was said to the first.
     * Most of it are scenarios, which take long to read.
     */
    boolean isCopyForOtherShard() {
      if (endsWith(key, FIRST_SHARD)) {
        return false;
      }
      String type =
          new String(headers.lastHeader(CloudEvents.TYPE).value(), StandardCharsets.UTF_8);
      return COPIED.stream().anyMatch(type::contains);
    }

    private static boolean endsWith(byte[] text, byte[] end) {
      int from = text.length - end.length;
      return from >= 0 && Arrays.equals(text, from, text.length, end, 0, end.length);
    }

    /** What it says; read once. */
    private Message message(MessageCodec codec) {
      if (message == null) {
        try {
          message = codec.decode(headers, value);
        } catch (UnreadableRecord e) {
          throw new IllegalStateException(e);
        }
      }
      return message;
    }
  }

  /** All that a producer says between two commits. */
  final class Transaction {
    private Optional<Boolean> committed = Optional.empty();
    final List<Letter> letters = new ArrayList<>();
    private final List<Partition> unmarked = new ArrayList<>();

    boolean isOpen() {
      return committed.isEmpty();
    }

    boolean isAborted() {
      return committed.filter(each -> !each).isPresent();
    }

    /** Whether every partition knows how it ended. */
    boolean isOver() {
      return committed.isPresent() && unmarked.isEmpty();
    }

    /** The coordinator decides. From here on it cannot end otherwise. */
    void decide(boolean commit) {
      if (committed.isPresent()) {
        throw new IllegalStateException("decided twice");
      }
      committed = Optional.of(commit);
      undecided.remove(this);
      decided.add(this);
    }
  }

  private record Entry(Optional<Transaction> by, Optional<Letter> letter) {}

  /** A partition of a topic, of a store's changelog, or of a group's offsets. */
  final class Partition {
    final String topic;
    final int number;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Transaction, Integer> open = new LinkedHashMap<>();
    private int read;

    private Partition(String topic, int number) {
      this.topic = topic;
      this.number = number;
    }

    /** The offset behind the last entry, whoever may read it. */
    int end() {
      return entries.size();
    }

    /** The offset of the first record of a transaction that is open here; else the end. */
    int stable() {
      if (open.isEmpty() || fault == Fault.OPEN_IS_VISIBLE || fault == Fault.MARKER_OUT_OF_ORDER) {
        return entries.size();
      }
      return open.values().iterator().next(); // The oldest, since transactions begin in order.
    }

    /** Whether no transaction is open here. */
    boolean isStable() {
      return open.isEmpty();
    }

    /** The next record at or behind an offset that a read-committed reader sees. */
    OptionalInt next(int from) {
      int stable = stable();
      for (int offset = from; offset < stable; offset++) {
        if (shows(entries.get(offset))) {
          read = Math.max(read, offset + 1);
          return OptionalInt.of(offset);
        }
      }
      return OptionalInt.empty();
    }

    /** The next record at or behind an offset, committed or not. */
    OptionalInt nextUncommitted(int from) {
      for (int offset = from; offset < entries.size(); offset++) {
        if (entries.get(offset).letter.isPresent()) {
          return OptionalInt.of(offset);
        }
      }
      return OptionalInt.empty();
    }

    Letter at(int offset) {
      return entries.get(offset).letter.orElseThrow();
    }

    private boolean shows(Entry entry) {
      if (entry.letter.isEmpty()) {
        return false;
      }
      if (entry.by.isEmpty() || fault == Fault.OPEN_IS_VISIBLE) {
        return true;
      }
      Optional<Boolean> committed = entry.by.get().committed;
      if (fault == Fault.ABORTED_IS_VISIBLE) {
        return committed.isPresent();
      }
      return committed.orElse(false);
    }

    /** Appends a record outside of any transaction. */
    void append(Letter letter) {
      entries.add(new Entry(Optional.empty(), Optional.of(letter)));
    }

    /** Appends a record to a transaction. */
    void append(Letter letter, Transaction by) {
      open.putIfAbsent(by, entries.size());
      if (!by.unmarked.contains(this)) {
        by.unmarked.add(this);
      }
      boolean ofDesk = letter.headers != null;
      if (fault == Fault.LOST_RECORD && ofDesk && ++counted % FAULT_EVERY == 0) {
        return;
      }
      by.letters.add(letter);
      entries.add(new Entry(Optional.of(by), Optional.of(letter)));
      if (fault == Fault.DOUBLED_RECORD && ofDesk && ++counted % FAULT_EVERY == 0) {
        entries.add(new Entry(Optional.of(by), Optional.of(letter)));
      }
    }

    private void mark(Transaction by) {
      int first = open.remove(by);
      if (by.committed.orElseThrow() && first < read) {
        complaints.add("a record came into what was read before, on " + this);
      }
      entries.add(new Entry(Optional.of(by), Optional.empty()));
      if (fault == Fault.COMMITTED_IS_CHANGED
          && topic.equals(Topic.AWARDS.text())
          && ++counted % FAULT_EVERY == 0) {
        entries.set(first, new Entry(Optional.of(by), Optional.empty()));
      }
    }

    @Override
    public String toString() {
      return topic + "-" + number;
    }
  }

  private final Placement placement;
  private final Fault fault;
  private final MessageCodec codec = new MessageCodec();
  private final Map<String, List<Partition>> topics = new TreeMap<>();
  private final List<Transaction> undecided = new ArrayList<>();
  private final List<Transaction> decided = new ArrayList<>();
  private final List<Transaction> unmarked = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private int counted;

  SimulatedLog(int partitions, Fault fault) {
    this.placement = new Placement(partitions);
    this.fault = fault;
  }

  Placement placement() {
    return placement;
  }

  /** What a record says. */
  Message read(Letter letter) {
    return letter.message(codec);
  }

  Fault fault() {
    return fault;
  }

  Partition partition(Topic topic, int number) {
    return partition(topic.text(), number);
  }

  Partition partition(String topic, int number) {
    return topics
        .computeIfAbsent(
            topic,
            _ -> {
              List<Partition> partitions = new ArrayList<>();
              for (int each = 0; each < placement.partitions(); each++) {
                partitions.add(new Partition(topic, each));
              }
              return partitions;
            })
        .get(number);
  }

  /** What people say: in no transaction. */
  void append(Message message) {
    Partition partition = partition(Topic.of(message), placement.of(message));
    partition.append(
        new Letter(partition, new byte[0], codec.encode(message), codec.headers(message)));
  }

  Transaction begin() {
    Transaction transaction = new Transaction();
    undecided.add(transaction);
    unmarked.add(transaction);
    return transaction;
  }

  /** Transactions that nobody has ended yet, the oldest first. */
  List<Transaction> undecided() {
    return undecided;
  }

  /** All that were decided, in that order. */
  List<Transaction> decided() {
    return decided;
  }

  /** Writes one marker of those that are still to come, if any is. */
  boolean mark(int luck) {
    List<Transaction> waiting = unmarked.stream().filter(each -> !each.isOpen()).toList();
    if (waiting.isEmpty()) {
      return false;
    }
    Transaction transaction = waiting.get(luck % waiting.size());
    if (transaction.unmarked.isEmpty()) {
      unmarked.remove(transaction);
      return true;
    }
    int which = luck / waiting.size() % transaction.unmarked.size();
    transaction.unmarked.remove(which).mark(transaction);
    if (transaction.unmarked.isEmpty()) {
      unmarked.remove(transaction);
    }
    return true;
  }

  /** What the log itself has noticed. */
  List<String> complaints() {
    return complaints;
  }
}
