package org.cloudmarket.procurement.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.procurement.simulation.SimulatedLog.Letter;
import org.cloudmarket.procurement.simulation.SimulatedLog.Partition;
import org.cloudmarket.procurement.simulation.SimulatedLog.Transaction;
import org.cloudmarket.wire.codec.Trace;
import org.cloudmarket.wire.streams.DeskKey;
import org.cloudmarket.wire.streams.DeskObserver;
import org.cloudmarket.wire.streams.DeskWiring;
import org.cloudmarket.wire.streams.LogBounds;
import org.cloudmarket.wire.streams.SimulatedTask;
import org.cloudmarket.wire.topic.Topic;

/**
 * The processes of one kind of desk, as Kafka Streams runs them with {@code exactly_once_v2}: a
 * group that shares the partitions, one producer and one transaction for all tasks of a process,
 * offsets and the stores' changelog in that transaction. A task comes back by reading its
 * changelog, from the beginning or from a standby copy.
 */
final class SimulatedService implements DeskObserver {

  private static final int REPLICAS = 2;
  private static final int FAULT_EVERY = 7;

  /** In place of an offset: the broker knows none any longer. */
  static final int FORGOTTEN = -1;

  /** A copy of a store, and how far it has read the changelog. */
  private static final class Copy {
    private final NavigableMap<Bytes, byte[]> entries = new TreeMap<>();
    private int next;

    private void take(Letter change) {
      if (change.value == null) {
        entries.remove(Bytes.wrap(change.key));
      } else {
        entries.put(Bytes.wrap(change.key), change.value);
      }
    }
  }

  /** A task that runs, and where it reads on. */
  private record Running(SimulatedTask task, Map<Topic, Integer> positions, Set<Topic> moved) {}

  /** A process. */
  final class Replica {
    private boolean alive = true;
    private boolean frozen;
    private int knownGeneration = -1;
    private Transaction transaction;
    private final Map<Integer, Running> tasks = new TreeMap<>();
    private final Map<Integer, Copy> standbys = new TreeMap<>();
    private final Map<Integer, NavigableMap<Bytes, byte[]>> dirty = new HashMap<>();

    private boolean works() {
      return alive && !frozen;
    }

    /** Whether it may do something now: the markers of its last commit are written. */
    private boolean isFree() {
      if (transaction != null && transaction.isOver() && !transaction.isAborted()) {
        transaction = null;
      }
      return works() && (transaction == null || transaction.isOpen() || transaction.isAborted());
    }

    private boolean owns(int partition) {
      return owners[partition] == this || (tasks.containsKey(partition) && isZombie());
    }

    private boolean isZombie() {
      return knownGeneration != generation;
    }

    /** What it had not committed is gone, and with it all that it has in memory. */
    private void lose() {
      if (transaction != null && transaction.isOpen()) {
        transaction.decide(false);
        counts.add("transactions aborted");
      }
      if (log.fault() == Fault.STORE_SURVIVES_ABORT) {
        tasks.forEach((partition, running) -> dirty.put(partition, running.task().entries()));
      }
      tasks.clear();
    }

    /** Whether the broker refuses it, since its transaction was aborted. It notices now. */
    private boolean isRefused() {
      if (transaction == null || !transaction.isAborted()) {
        return false;
      }
      lose();
      if (transaction.isOver()) {
        transaction = null;
      }
      return true;
    }

    private void begin() {
      if (transaction == null) {
        transaction = log.begin();
      }
    }

    private void open(int partition) {
      Partition changelog = changelog(partition);
      Partition offsets = offsets(partition);
      boolean waits = log.fault() != Fault.RESTORE_DOES_NOT_WAIT;
      if (!offsets.isStable() || (waits && !changelog.isStable())) {
        return; // It asks again: there are transactions whose end is not known yet.
      }
      Copy copy = standbys.remove(partition);
      if (copy == null) {
        copy = new Copy();
      } else {
        counts.add("standby copies promoted");
      }
      restore(copy, changelog);
      if (dirty.containsKey(partition)) {
        copy.entries.putAll(dirty.remove(partition));
      }
      if (forgotten.remove(partition)) {
        wiring.hears().forEach(topic -> offsets.append(offset(partition, topic, FORGOTTEN)));
      }
      Map<Topic, Integer> positions = committed(partition);
      Map<Topic, Integer> begins = new EnumMap<>(Topic.class);
      wiring.hears().forEach(topic -> begins.put(topic, positions.getOrDefault(topic, 0)));
      counts.add("tasks restored");
      tasks.put(
          partition,
          new Running(
              new SimulatedTask(
                  wiring,
                  partition,
                  log.placement(),
                  SimulatedService.this,
                  SimulatedService.this::bounds,
                  copy.entries,
                  new Effects(changelog)),
              begins,
              new TreeSet<>()));
    }

    private void take(int partition, int luck) {
      Running running = tasks.get(partition);
      List<Topic> ready = ready(partition, running);
      if (ready.isEmpty()) {
        return;
      }
      Topic topic = ready.get(luck % ready.size());
      Partition from = log.partition(topic, partition);
      int offset = from.next(running.positions().get(topic)).orElseThrow();
      Letter letter = from.at(offset);
      begin();
      counts.add("records heard");
      running
          .task()
          .process(topic, offset, new Record<>(letter.key, letter.value, 0L, letter.headers));
      running.positions().put(topic, offset + 1);
      running.moved().add(topic);
      if (log.fault() == Fault.OFFSETS_OUTSIDE_TRANSACTION) {
        offsets(partition).append(offset(partition, topic, offset + 1));
      }
    }

    private List<Topic> ready(int partition, Running running) {
      List<Topic> ready = new ArrayList<>();
      running
          .positions()
          .forEach(
              (topic, next) -> {
                if (log.partition(topic, partition).next(next).isPresent()) {
                  ready.add(topic);
                }
              });
      return ready;
    }

    /** The first half of a commit: all that belongs to it is sent. */
    private boolean prepare() {
      if (transaction == null || isRefused()) {
        return false;
      }
      tasks.forEach((_, running) -> running.task().beforeCommit());
      if (isZombie() && log.fault() != Fault.ZOMBIE_COMMITS) {
        counts.add("commits of zombies refused");
        lose();
        return false;
      }
      tasks.forEach(
          (partition, running) ->
              running
                  .moved()
                  .forEach(
                      topic ->
                          offsets(partition)
                              .append(
                                  offset(partition, topic, running.positions().get(topic)),
                                  transaction)));
      return true;
    }

    private void commit() {
      if (prepare()) {
        tasks.values().forEach(running -> running.moved().clear());
        transaction.decide(true);
        counts.add("transactions committed");
      }
    }

    private void die() {
      alive = false;
      frozen = false;
      knownGeneration = -1;
      transaction = null; // The broker keeps it until it is too old.
      tasks.clear();
      standbys.clear();
      dirty.clear();
    }

    /** Where the effects of one task go. */
    private final class Effects implements SimulatedTask.Effects {
      private final Partition changelog;

      private Effects(Partition changelog) {
        this.changelog = changelog;
      }

      @Override
      public void say(Topic topic, Record<byte[], byte[]> record) {
        int number =
            topic == Topic.DEAD_LETTERS ? changelog.number : log.placement().ofKey(record.key());
        Partition to = log.partition(topic, number);
        to.append(new Letter(to, record.key(), record.value(), record.headers()), transaction);
      }

      @Override
      public void change(Bytes key, byte[] value) {
        String entry = new String(key.get(), StandardCharsets.UTF_8);
        boolean lost =
            switch (log.fault()) {
              case POSITIONS_ARE_NOT_KEPT -> entry.startsWith("/position/");
              case ENDED_ARE_NOT_KEPT -> entry.startsWith("/ended/");
              case ALARM_IS_LOST -> entry.endsWith("/" + Fact.Alarm.KEY);
              case LOST_FACT -> entry.contains("/b-") && ++counted % FAULT_EVERY == 0;
              default -> false;
            };
        if (!lost) {
          changelog.append(new Letter(changelog, key.get(), value, null), transaction);
        }
      }
    }
  }

  private final DeskWiring<?> wiring;
  private final SimulatedLog log;
  private final Counts counts;
  private final List<Replica> replicas = new ArrayList<>();
  private final Replica[] owners;
  private final Set<Integer> forgotten = new TreeSet<>();
  private int generation;
  private int counted;

  /** All replicas live, and none has a partition yet. */
  SimulatedService(DeskWiring<?> wiring, SimulatedLog log, Counts counts) {
    this.wiring = wiring;
    this.log = log;
    this.counts = counts;
    owners = new Replica[log.placement().partitions()];
    for (int replica = 0; replica < REPLICAS; replica++) {
      replicas.add(new Replica());
    }
    rebalance(0);
  }

  private Partition changelog(int partition) {
    return log.partition(wiring.store() + "-changelog", partition);
  }

  private Partition offsets(int partition) {
    return log.partition(offsets(wiring), partition);
  }

  /** The topic of a group's offsets. */
  static String offsets(DeskWiring<?> wiring) {
    return wiring.name() + "-offsets";
  }

  private Letter offset(int partition, Topic topic, int next) {
    return new Letter(
        offsets(partition),
        topic.name().getBytes(StandardCharsets.UTF_8),
        Integer.toString(next).getBytes(StandardCharsets.UTF_8),
        null);
  }

  /** How far the group has read a partition of each topic, as far as that is committed. */
  private Map<Topic, Integer> committed(int partition) {
    Map<Topic, Integer> committed = new EnumMap<>(Topic.class);
    Partition offsets = offsets(partition);
    for (OptionalInt at = offsets.next(0); at.isPresent(); at = offsets.next(at.getAsInt() + 1)) {
      Letter letter = offsets.at(at.getAsInt());
      committed.put(
          Topic.valueOf(new String(letter.key, StandardCharsets.UTF_8)),
          Math.max(0, Integer.parseInt(new String(letter.value, StandardCharsets.UTF_8))));
    }
    return committed;
  }

  private void restore(Copy copy, Partition changelog) {
    Partition from = changelog;
    if (log.fault() == Fault.RESTORE_OF_OTHER_PARTITION) {
      from = changelog((changelog.number + 1) % owners.length);
    }
    Letter last = null;
    for (OptionalInt at = from.next(copy.next); at.isPresent(); at = from.next(at.getAsInt() + 1)) {
      if (last != null) {
        copy.take(last);
      }
      last = from.at(at.getAsInt());
      copy.next = at.getAsInt() + 1;
    }
    if (last != null && log.fault() != Fault.RESTORE_LOSES_LAST) {
      copy.take(last);
    }
  }

  private Map<String, LogBounds.Bounds> bounds(Set<String> topics, int partition) {
    Map<String, LogBounds.Bounds> bounds = new TreeMap<>();
    Map<Topic, Integer> committed = committed(partition);
    for (String topic : topics) {
      bounds.put(
          topic,
          new LogBounds.Bounds(
              0,
              log.partition(topic, partition).end(),
              committed.getOrDefault(Topic.named(topic).orElseThrow(), 0)));
    }
    return bounds;
  }

  /** What can be done with a task now. */
  record Move(Replica replica, int partition, SimulatedService service) {

    /** Opens the task, or lets it hear some records. */
    void make(int luck, int most) {
      if (replica.isRefused()) {
        return;
      }
      if (!replica.tasks.containsKey(partition)) {
        replica.open(partition);
        return;
      }
      for (int count = 0; count < most; count++) {
        replica.take(partition, luck);
      }
    }
  }

  /** What can be done now. */
  void moves(List<Move> into) {
    for (Replica replica : replicas) {
      if (replica.isFree()) {
        for (int partition = 0; partition < owners.length; partition++) {
          Running running = replica.tasks.get(partition);
          if (running == null
              ? owners[partition] == replica && !replica.isZombie()
              : replica.owns(partition) && !replica.ready(partition, running).isEmpty()) {
            into.add(new Move(replica, partition, this));
          }
        }
      }
    }
  }

  /** A process commits, if it has something to commit. */
  boolean commit(int luck) {
    Replica replica = replicas.get(luck % REPLICAS);
    boolean can = replica.isFree() && replica.transaction != null;
    if (can) {
      replica.commit();
    }
    return can;
  }

  /** The clock rings for all that wait for it in one task. */
  boolean ring(int luck) {
    Replica replica = replicas.get(luck % REPLICAS);
    if (!replica.isFree() || replica.isRefused()) {
      return false;
    }
    boolean rang = false;
    for (Running running : replica.tasks.values()) {
      if (running.task().waitsForClock()) {
        replica.begin();
        running.task().ring();
        rang = true;
      }
    }
    return rang;
  }

  /** A process dies: between commits, or in the middle of one before or after it is decided. */
  boolean crash(int luck) {
    Replica replica = replicas.get(luck % REPLICAS);
    if (!replica.alive) {
      return false;
    }
    int when = luck / REPLICAS % 3;
    if (when > 0 && replica.isFree() && replica.transaction != null) {
      if (when == 1) {
        replica.prepare();
      } else {
        replica.commit();
      }
      counts.add("crashes during a commit");
    } else {
      counts.add("crashes between commits");
    }
    replica.die();
    return true;
  }

  /** A process starts again. It has no work before the group has parted it anew. */
  boolean restart(int luck) {
    Replica replica = replicas.get(luck % REPLICAS);
    boolean dead = !replica.alive;
    replica.alive = true;
    return dead;
  }

  /** A process stands still. */
  boolean freeze(int luck) {
    Replica replica = replicas.get(luck % REPLICAS);
    boolean can = replica.works();
    replica.frozen |= can;
    return can;
  }

  /** A process goes on, with all that it had in memory. */
  boolean thaw(int luck) {
    Replica replica = replicas.get(luck % REPLICAS);
    boolean frozen = replica.frozen;
    replica.frozen = false;
    return frozen;
  }

  /** The group shares the partitions anew among the processes that live. */
  void rebalance(int luck) {
    generation++;
    List<Replica> members = replicas.stream().filter(Replica::works).toList();
    for (int partition = 0; partition < owners.length; partition++) {
      Replica owner = members.isEmpty() ? null : members.get((luck >> partition) % members.size());
      owners[partition] = owner;
    }
    int aborting = luck / 64;
    for (Replica member : members) {
      boolean loses = false;
      for (int partition : member.tasks.keySet()) {
        loses |= owners[partition] != member;
      }
      boolean late = member.isZombie() && member.knownGeneration != generation - 1;
      boolean works = member.transaction != null && member.isFree() && !member.isRefused();
      if (late) {
        member.lose(); // It was given up, and what it had belongs to others.
      } else {
        member.knownGeneration = generation;
        if (loses && works && aborting % 2 == 0) {
          member.commit();
        } else if (loses && works) {
          member.lose();
        }
      }
      member.knownGeneration = generation;
      member.tasks.keySet().removeIf(partition -> owners[partition] != member);
    }
    counts.add("rebalances");
  }

  /** A process copies on what it may have to take over. */
  boolean standBy(int luck) {
    Replica replica = replicas.get(luck % REPLICAS);
    int partition = luck / REPLICAS % owners.length;
    if (!replica.works() || owners[partition] == replica) {
      return false;
    }
    Copy copy = replica.standbys.computeIfAbsent(partition, _ -> new Copy());
    Partition changelog = changelog(partition);
    int most = 1 + luck / 16 % 64;
    boolean dirty = log.fault() == Fault.STANDBY_TAKES_ABORTED;
    for (int count = 0; count < most; count++) {
      OptionalInt at = dirty ? changelog.nextUncommitted(copy.next) : changelog.next(copy.next);
      if (at.isEmpty()) {
        break;
      }
      copy.take(changelog.at(at.getAsInt()));
      copy.next = at.getAsInt() + 1;
    }
    return true;
  }

  /** The broker will not know how far the group has read a partition when it is asked next. */
  void forgetOffsets(int luck) {
    forgotten.add(luck % owners.length);
    counts.add("offsets forgotten");
  }

  /** Everything is well again. */
  void heal() {
    replicas.forEach(
        replica -> {
          replica.alive = true;
          replica.frozen = false;
        });
    rebalance(2); // One partition each, in turn.
  }

  /** All processes die and start again. */
  void startAnew() {
    replicas.forEach(Replica::die);
    heal();
  }

  /** What is left in the stores of desks. */
  List<String> leftBehind() {
    return replicas.stream()
        .flatMap(replica -> replica.tasks.values().stream())
        .flatMap(running -> running.task().desks().stream())
        .toList();
  }

  /** Counts once it is committed: a process that was taken for dead may say what it likes. */
  @Override
  public void setAside(String desk, String topic, String reason, String detail) {
    counts.add("records set aside, committed or not");
  }

  @Override
  public void refused(String desk, String reason, String detail) {
    counts.add("records from outside refused");
  }

  @Override
  public void repeated(String desk, String topic) {
    counts.add("repeated records recognised");
  }

  @Override
  public void failed(
      String desk, DeskKey key, OptionalInt month, Optional<Trace> trace, Throwable cause) {
    counts.add("desks failed, committed or not");
  }
}
