package org.cloudmarket.procurement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.topic.Topic;

/** A small run of a scenario that is shipped, for tests. */
public final class SmallMarket {

  public static final int SHARDS = 3;

  private static final DocumentLibrary LIBRARY = DocumentLibrary.shipped();

  private SmallMarket() {}

  /** Tianjin's mandate, from shortly before it is known. */
  public static Scenario scenario() {
    return scenario(300);
  }

  private static Scenario scenario(int buyers) {
    return LIBRARY.resolve(
        LIBRARY.get("tianjin-mandate"),
        Optional.empty(),
        Map.of("population.buyers", "" + buyers, "start", "2021-06", "months", "12"));
  }

  /** All that is said in a run of it. */
  public static List<Message> messages(String run) {
    return messages(run, 7);
  }

  /** All that is said in a run of it with another seed. */
  public static List<Message> messages(String run, long seed) {
    return messages(run, scenario(), seed);
  }

  /** All that is said where there are so many buyers that nearly everything happens. */
  public static List<Message> eventful(String run) {
    return messages(run, scenario(4_000), 7);
  }

  private static List<Message> messages(String run, Scenario scenario, long seed) {
    List<Message> messages = new ArrayList<>();
    ReferenceRun.run(new RunOrdered(run, scenario, seed, SHARDS), 1, messages::add);
    return messages;
  }

  /** A message as it stands in a topic. */
  public static ConsumerRecord<byte[], byte[]> record(Message message, int partition, long offset) {
    MessageCodec codec = new MessageCodec();
    return new ConsumerRecord<>(
        Topic.of(message).text(),
        partition,
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        new byte[0],
        codec.encode(message),
        codec.headers(message),
        Optional.empty());
  }
}
