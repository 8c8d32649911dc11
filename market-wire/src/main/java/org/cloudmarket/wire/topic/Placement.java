package org.cloudmarket.wire.topic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    return place(run.getBytes(StandardCharsets.UTF_8), shard);
  }

  /**
   * The partition of a record by its key, as {@link #key} makes it.
   *
   * @throws NumberFormatException where no shard's number is behind the slash
   */
  public int ofKey(byte[] key) {
    for (int slash = key.length - 1; slash >= 0; slash--) {
      if (key[slash] == '/') {
        String shard =
            new String(key, slash + 1, key.length - slash - 1, StandardCharsets.US_ASCII);
        return place(Arrays.copyOf(key, slash), Integer.parseInt(shard));
      }
    }
    return place(key, 0);
  }

  private int place(byte[] run, int shard) {
    return Math.floorMod(Utils.toPositive(Utils.murmur2(run)) + (long) shard, partitions);
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
