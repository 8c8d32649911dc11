package org.cloudmarket.wire.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Chooses a record's partition by its key. */
final class KeyPartitioner implements StreamPartitioner<byte[], byte[]> {

  private final ToIntFunction<byte[]> partitionOf;

  /** The engine wants each answer wrapped twice, for every record: so they are made once. */
  private final List<Optional<Set<Integer>>> answers = new ArrayList<>();

  KeyPartitioner(int partitions, ToIntFunction<byte[]> partitionOf) {
    this.partitionOf = partitionOf;
    for (int partition = 0; partition < partitions; partition++) {
      answers.add(Optional.of(Set.of(partition)));
    }
  }

  @Override
  public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
    if (partitions != answers.size()) {
      throw new IllegalStateException(
          topic + " has " + partitions + " partitions, not " + answers.size());
    }
    return answers.get(partitionOf.applyAsInt(key));
  }
}
