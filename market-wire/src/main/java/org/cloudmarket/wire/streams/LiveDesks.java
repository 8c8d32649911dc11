package org.cloudmarket.wire.streams;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.cloudmarket.model.desk.Desk;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.wire.json.UnreadableRecord;

/**
 * The desks of one task in memory. What is in memory can always be built anew from the facts, so it
 * is thrown away whenever the engine begins again: after a restore, a rebalance, an aborted
 * transaction.
 */
final class LiveDesks<M extends Message> {

  /** A desk's facts cannot make a desk. */
  static final class Irrecoverable extends Exception {
    private static final long serialVersionUID = 1;

    Irrecoverable(Throwable cause) {
      super(cause);
    }
  }

  private final DeskWiring<M> wiring;
  private final FactStore facts;
  private final Map<DeskKey, Desk<M, ?>> desks = new HashMap<>();

  LiveDesks(DeskWiring<M> wiring, FactStore facts) {
    this.wiring = wiring;
    this.facts = facts;
  }

  /** The desk that has this key, built from its facts if it is not in memory. */
  Optional<Desk<M, ?>> find(DeskKey key) throws Irrecoverable {
    Desk<M, ?> desk = desks.get(key);
    if (desk != null) {
      return Optional.of(desk);
    }
    List<KeyValue<Bytes, byte[]>> entries = facts.entries(key);
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    Desk<M, ?> rebuilt = rebuild(key, entries);
    desks.put(key, rebuilt);
    return Optional.of(rebuilt);
  }

  private Desk<M, ?> rebuild(DeskKey key, List<KeyValue<Bytes, byte[]>> entries)
      throws Irrecoverable {
    try {
      Desk<M, ?> desk = wiring.newDesk().get();
      for (KeyValue<Bytes, byte[]> entry : entries) {
        switch (facts.fact(key, entry)) {
          case Fact.Model model -> model.require();
          case Fact own -> desk.recallStored(own);
        }
      }
      return desk;
    } catch (UnreadableRecord | RuntimeException e) {
      throw new Irrecoverable(e);
    }
  }

  /** A desk that has heard nothing. Whoever takes it over has to decide as this build does. */
  Desk<M, ?> begin(DeskKey key) {
    Desk<M, ?> desk = wiring.newDesk().get();
    facts.put(key, Fact.Model.CURRENT);
    desks.put(key, desk);
    return desk;
  }

  /** Forgets a desk and all its facts. */
  void end(DeskKey key) {
    desks.remove(key);
    facts.forget(key);
  }

  /** What a desk had remembered, as far as it can be read. */
  List<Fact> remembered(DeskKey key) {
    List<Fact> readable = new ArrayList<>();
    for (KeyValue<Bytes, byte[]> entry : facts.entries(key)) {
      try {
        readable.add(facts.fact(key, entry));
      } catch (UnreadableRecord unreadable) {
        // It may be what the desk failed for.
      }
    }
    return readable;
  }
}
