package org.cloudmarket.wire.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.message.Message;

/**
 * The clock of one task's desks: says what they want said later, at its time. The clock decides
 * when, and what it says goes over the log like all else that a desk hears.
 */
final class Alarms {

  private final ProcessorContext<byte[], byte[]> context;
  private final ObjLongConsumer<Message> say;
  private final Map<DeskKey, Cancellable> set = new HashMap<>();

  /**
   * No alarm is set.
   *
   * @param say gets the message and the time, in ms since 1970
   */
  Alarms(ProcessorContext<byte[], byte[]> context, ObjLongConsumer<Message> say) {
    this.context = context;
    this.say = say;
  }

  /** Sets a desk's only alarm. */
  void set(DeskKey desk, Fact.Alarm alarm) {
    cancel(desk);
    set.put(
        desk,
        context.schedule(
            Duration.ofMillis(alarm.afterMillis()),
            PunctuationType.WALL_CLOCK_TIME,
            now -> {
              cancel(desk); // The engine would go on ringing.
              say.accept(alarm.message(), now);
            }));
  }

  void cancel(DeskKey desk) {
    Cancellable before = set.remove(desk);
    if (before != null) {
      before.cancel();
    }
  }
}
