package org.cloudmarket.model.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.desk.Outbox;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.ShardMessage;
import org.cloudmarket.model.message.TendersMessage.MarketAnnounced;
import org.cloudmarket.model.simulation.SimulatedLog.Topic;

/**
 * What the engine does for the desks of one partition: takes records in, and commits offsets, facts
 * and output together; a crash takes all back that was not committed.
 */
final class SimulatedTask {

  /** Faults that the simulation must find. */
  enum Fault {
    NONE,
    /** Now and then a fact is not kept. */
    LOST_FACT,
    /** Now and then an output is sent twice. */
    SENT_TWICE,
    /** A crash finds the offsets of what it had not committed. */
    OFFSET_EARLY
  }

  private static final int FAULT_EVERY = 13;

  private final SimulatedLog log;
  private final int partition;
  private final List<Topic> inputs;
  private final Supplier<Desk<? extends Message, ?>> build;
  private final Fault fault;

  private final Map<Topic, Integer> committed = new EnumMap<>(Topic.class);
  private final Map<Topic, Integer> position = new EnumMap<>(Topic.class);
  private final Map<String, TreeMap<String, Fact>> stored = new TreeMap<>();
  private Map<String, TreeMap<String, Fact>> facts = new TreeMap<>();
  private final Map<String, Desk<? extends Message, ?>> desks = new HashMap<>();
  private final List<Message> output = new ArrayList<>();
  private int counted;

  SimulatedTask(
      SimulatedLog log,
      int partition,
      List<Topic> inputs,
      Supplier<Desk<? extends Message, ?>> build,
      Fault fault) {
    this.log = log;
    this.partition = partition;
    this.inputs = inputs;
    this.build = build;
    this.fault = fault;
    for (Topic topic : inputs) {
      committed.put(topic, 0);
      position.put(topic, 0);
    }
  }

  List<Topic> ready() {
    return inputs.stream()
        .filter(topic -> position.get(topic) < log.partition(topic, partition).size())
        .toList();
  }

  boolean dirty() {
    return !output.isEmpty() || !position.equals(committed);
  }

  private List<Fact.Alarm> alarms() {
    List<Fact.Alarm> alarms = new ArrayList<>();
    for (TreeMap<String, Fact> ofDesk : facts.values()) {
      if (ofDesk.get(Fact.Alarm.KEY) instanceof Fact.Alarm alarm) {
        alarms.add(alarm);
      }
    }
    return alarms;
  }

  /** Alarms go off at any time, and what they say is not yet committed. */
  void ring() {
    alarms().forEach(alarm -> output.add(alarm.message()));
  }

  boolean forgotEverything() {
    return stored.values().stream().allMatch(Map::isEmpty);
  }

  void take(Topic topic) {
    Message message = log.partition(topic, partition).get(position.get(topic));
    position.merge(topic, 1, Integer::sum);
    String key =
        message.run() + (message instanceof ShardMessage ofShard ? "/" + ofShard.shard() : "");
    boolean begins =
        message instanceof RunOrdered
            || message instanceof RunStarted
            || message instanceof MarketAnnounced;
    if (!desks.containsKey(key) && !begins) {
      return; // Late: a request or a tick for a run that is over.
    }
    hear(desks.computeIfAbsent(key, _ -> build.get()), key, message);
  }

  @SuppressWarnings("unchecked")
  private <M extends Message> void hear(Desk<M, ?> desk, String key, Message message) {
    TreeMap<String, Fact> ofDesk = facts.computeIfAbsent(key, _ -> new TreeMap<>());
    desk.hear(
        (M) message,
        new Outbox() {
          @Override
          public void say(Message said) {
            output.add(said);
            if (fault == Fault.SENT_TWICE && ++counted % FAULT_EVERY == 0) {
              output.add(said);
            }
          }

          @Override
          public void remember(Fact fact) {
            if (fault == Fault.LOST_FACT
                && fact instanceof Fact.Buyer
                && ++counted % FAULT_EVERY == 0) {
              return;
            }
            ofDesk.put(fact.key(), fact);
          }

          @Override
          public void forget() {
            ofDesk.clear();
            desks.remove(key);
          }
        });
  }

  void commit() {
    committed.putAll(position);
    output.forEach(log::append);
    output.clear();
    stored.clear();
    facts.forEach((key, ofDesk) -> stored.put(key, new TreeMap<>(ofDesk)));
  }

  void crash() {
    output.clear();
    if (fault == Fault.OFFSET_EARLY) {
      committed.putAll(position);
    }
    position.putAll(committed);
    facts = new TreeMap<>();
    desks.clear();
    stored.forEach(
        (key, ofDesk) -> {
          facts.put(key, new TreeMap<>(ofDesk));
          if (!ofDesk.isEmpty()) {
            Desk<? extends Message, ?> desk = build.get();
            ofDesk.values().forEach(desk::recallStored);
            desks.put(key, desk);
          }
        });
  }
}
