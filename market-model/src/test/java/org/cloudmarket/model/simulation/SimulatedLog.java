package org.cloudmarket.model.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.BidAnswered;
import org.cloudmarket.model.message.BidsMessage;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.ShardMessage;
import org.cloudmarket.model.message.TendersMessage;

/**
 * Topics in memory, as a read-committed reader sees them: records appear when their writer commits.
 */
final class SimulatedLog {

  enum Topic {
    RUNS,
    POLICY,
    TENDERS,
    BIDS,
    AWARDS,
    EXTERNAL_BIDS,
    BID_ANSWERS
  }

  private final int partitions;
  private final Map<Topic, List<List<Message>>> records = new EnumMap<>(Topic.class);

  SimulatedLog(int partitions) {
    this.partitions = partitions;
    for (Topic topic : Topic.values()) {
      List<List<Message>> ofTopic = new ArrayList<>();
      for (int partition = 0; partition < partitions; partition++) {
        ofTopic.add(new ArrayList<>());
      }
      records.put(topic, ofTopic);
    }
  }

  int partitions() {
    return partitions;
  }

  void append(Message message) {
    records.get(topicOf(message)).get(partitionOf(message)).add(message);
  }

  List<Message> partition(Topic topic, int partition) {
    return records.get(topic).get(partition);
  }

  private static Topic topicOf(Message message) {
    return switch (message) {
      case RunsMessage _ -> Topic.RUNS;
      case PolicyMessage _ -> Topic.POLICY;
      case TendersMessage _ -> Topic.TENDERS;
      case BidsMessage _ -> Topic.BIDS;
      case AwardsMessage _ -> Topic.AWARDS;
      case ExternalBid _ -> Topic.EXTERNAL_BIDS;
      case BidAnswered _ -> Topic.BID_ANSWERS;
    };
  }

  private int partitionOf(Message message) {
    int shard = message instanceof ShardMessage ofShard ? ofShard.shard() : 0;
    return partitionOf(message.run(), shard);
  }

  private int partitionOf(String run, int shard) {
    return Math.floorMod(run.hashCode() + shard, partitions);
  }

  /** The last message to shard 0 of a run, or to the run itself. */
  Message last(Topic topic, String run) {
    return partition(topic, partitionOf(run, 0)).reversed().stream()
        .filter(message -> message.run().equals(run))
        .filter(message -> !(message instanceof ShardMessage of) || of.shard() == 0)
        .findFirst()
        .orElseThrow();
  }

  List<Message> all(Topic topic) {
    return records.get(topic).stream().flatMap(List::stream).toList();
  }
}
