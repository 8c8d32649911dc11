package org.cloudmarket.wire.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage.Request;
import org.cloudmarket.wire.codec.Trace;

/**
 * The traces that runs are followed by, of the desks of one task. A desk's is read once, from the
 * record that its run begins with, and kept beside its facts: so other records need not be searched
 * for one, and what an alarm says has it too, also after a crash.
 */
final class RunTraces {

  private final FactStore store;
  private final Map<DeskKey, Trace> traces = new HashMap<>();

  /** Takes in what the store knows. */
  RunTraces(FactStore store) {
    this.store = store;
    store
        .traces()
        .forEach(
            (desk, text) ->
                Trace.of(text).ifPresent(trace -> traces.put(DeskKey.ofEntry(desk), trace)));
  }

  /**
   * A desk's run begins with a record.
   *
   * @param headers of that record
   */
  void begin(DeskKey desk, Headers headers) {
    Trace.in(headers)
        .ifPresent(
            trace -> {
              traces.put(desk, trace);
              store.putTrace(desk.prefix(), trace.text());
            });
  }

  /** The trace that a desk's run is followed by. */
  Optional<Trace> of(DeskKey desk) {
    // Most tasks have none, and this is asked for every record.
    return traces.isEmpty() ? Optional.empty() : Optional.ofNullable(traces.get(desk));
  }

  /**
   * The trace of what a desk says in answer to a message: of a request its own, if it has one.
   *
   * @param headers that the message came with
   */
  Optional<Trace> answering(DeskKey desk, Message message, Headers headers) {
    if (message instanceof Request) {
      Optional<Trace> asked = Trace.in(headers);
      if (asked.isPresent()) {
        return asked;
      }
    }
    return of(desk);
  }

  void end(DeskKey desk) {
    if (traces.remove(desk) != null) {
      store.forgetTrace(desk.prefix());
    }
  }
}
