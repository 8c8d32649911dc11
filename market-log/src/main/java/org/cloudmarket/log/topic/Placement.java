package org.cloudmarket.log.topic;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.ShardMessage;

/**
 * Which key and which partition a message has. A run lives on the partition that Kafka's own
 * partitioner gives its id (murmur2), so that any client hits it with the plain key; its shards
 * spread over the partitions from there on, each on the same number in every topic.
 *
 * @param partitions of every topic; 1 and up
 */
public record Placement(int partitions) {

  public Placement {
    if (partitions < 1) {
      throw new IllegalArgumentException("at least one partition, not " + partitions);
    }
  }

  /** The partition of what concerns a whole run. */
  public int ofRun(String run) {
    return ofShard(run, 0);
  }

  /** The partition of a shard, on every topic. */
  public int ofShard(String run, int shard) {
    int hash = Utils.toPositive(Utils.murmur2(run.getBytes(StandardCharsets.UTF_8)));
    return (int) Math.floorMod(hash + (long) shard, (long) partitions);
  }

  /** The partition of a message. */
  public int of(Message message) {
    return switch (message) {
      case ShardMessage shard -> ofShard(shard.run(), shard.shard());
      case RunsMessage runs -> ofRun(runs.run());
    };
  }

  /** The key of a message: the run, and the shard where it belongs to one. */
  public static String key(Message message) {
    return switch (message) {
      case ShardMessage shard -> shard.run() + "/" + shard.shard();
      case RunsMessage runs -> runs.run();
    };
  }
}
