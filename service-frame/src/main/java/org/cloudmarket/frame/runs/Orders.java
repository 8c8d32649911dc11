package org.cloudmarket.frame.runs;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.reactive.messaging.MutinyEmitter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.cloudmarket.frame.log.RunLog;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.TendersMessage;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.codec.Trace;
import org.cloudmarket.wire.topic.Placement;
import org.cloudmarket.wire.topic.Topic;
import org.jboss.logging.Logger;

/**
 * Sends what people want of runs to government. A service that does so has a channel {@code orders}
 * for it.
 */
public abstract class Orders {

  private static final Logger LOG = Logger.getLogger(Orders.class);

  /** The broker did not say that it has the order. */
  public static final class NotAcknowledged extends Exception {
    private static final long serialVersionUID = 1;

    NotAcknowledged(String why) {
      super(why, null, false, false);
    }
  }

  private final MutinyEmitter<ProducerRecord<byte[], byte[]>> runs;
  private final Duration patience;

  /**
   * Orders through a channel.
   *
   * @param patience how long the broker may take to say that it has a message
   */
  protected Orders(MutinyEmitter<ProducerRecord<byte[], byte[]>> runs, Duration patience) {
    this.runs = runs;
    this.patience = patience;
  }

  /**
   * Sends a message and waits until the broker has it.
   *
   * @throws NotAcknowledged where it does not say so in time; it may have it all the same
   */
  public void send(RunsMessage message) throws NotAcknowledged {
    send(message, Optional.empty());
  }

  /**
   * As {@link #send(RunsMessage)}, for somebody who may follow what comes of it.
   *
   * @param trace by which they do
   */
  public void send(RunsMessage message, Optional<Trace> trace) throws NotAcknowledged {
    send(message, trace, codec -> codec.encode(message));
  }

  /**
   * As {@link #send(RunsMessage, Optional)}, for an order whose document is written already.
   *
   * @param document the canonical document of the order's scenario, as JSON
   */
  public void send(RunOrdered order, String document, Optional<Trace> trace)
      throws NotAcknowledged {
    send(order, trace, codec -> codec.encode(order, document));
  }

  /**
   * Says something to the providers of a shard, and waits until the broker has it.
   *
   * @throws NotAcknowledged where it does not say so in time; it may have it all the same
   */
  public void send(TendersMessage message, Placement placement) throws NotAcknowledged {
    MessageCodec codec = new MessageCodec();
    send(
        message.run(),
        new ProducerRecord<>(
            Topic.TENDERS.text(),
            placement.of(message),
            Placement.key(message).getBytes(StandardCharsets.UTF_8),
            codec.encode(message),
            codec.headers(message)));
  }

  private void send(
      RunsMessage message, Optional<Trace> trace, Function<MessageCodec, byte[]> value)
      throws NotAcknowledged {
    ProducerRecord<byte[], byte[]> record = record(message, value);
    trace.ifPresent(each -> record.headers().add(each.header()));
    send(message.run(), record);
  }

  private void send(String run, ProducerRecord<byte[], byte[]> record) throws NotAcknowledged {
    try {
      runs.send(record).await().atMost(patience);
    } catch (TimeoutException e) {
      throw new NotAcknowledged("no answer within " + patience.toSeconds() + " s");
    } catch (RuntimeException e) {
      RunLog.of(
          run,
          () -> LOG.warnf("The broker did not take a message for run %s: %s", run, e.getMessage()));
      throw new NotAcknowledged(String.valueOf(e.getMessage()));
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      RunsMessage message, Function<MessageCodec, byte[]> value) {
    // Without a partition: a run lives where Kafka's own partitioner puts its id.
    MessageCodec codec = new MessageCodec();
    return new ProducerRecord<>(
        Topic.RUNS.text(),
        null,
        Placement.key(message).getBytes(StandardCharsets.UTF_8),
        value.apply(codec),
        codec.headers(message));
  }
}
