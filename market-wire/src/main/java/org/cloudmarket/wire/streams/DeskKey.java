package org.cloudmarket.wire.streams;

import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.ShardMessage;

/**
 * Which desk of a kind hears a message.
 *
 * @param run the run's id; it holds no slash
 * @param shard the shard, or {@link #WHOLE_RUN} where one desk serves the run
 */
public record DeskKey(String run, int shard) {

  /** In place of a shard. */
  public static final int WHOLE_RUN = -1;

  /** The desk of a whole run. */
  public static DeskKey ofRun(Message message) {
    return new DeskKey(message.run(), WHOLE_RUN);
  }

  /** The desk of a shard. */
  public static DeskKey ofShard(ShardMessage message) {
    return new DeskKey(message.run(), message.shard());
  }

  /** The desk that an entry belongs to: the reverse of {@link #prefix()}. */
  static DeskKey ofEntry(String key) {
    String[] parts = key.split("/", -1);
    return new DeskKey(parts[0], parts.length == 2 ? WHOLE_RUN : Integer.parseInt(parts[1]));
  }

  /** What the keys of this desk's entries begin with, and those of no other desk. */
  String prefix() {
    return shard == WHOLE_RUN ? run + "/" : run + "/" + shard + "/";
  }

  @Override
  public String toString() {
    return shard == WHOLE_RUN ? run : run + "/" + shard;
  }
}
