package org.cloudmarket.benchmark;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.cloudmarket.local.stack.Stack;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.TendersMessage.TendersClosed;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.cloudmarket.wire.topic.Topic;

/**
 * How long a month takes in which nothing is due: the message that opens it goes round the four
 * transactional hops of the ring until the next one is opened.
 *
 * @param millis of each month, ascending; not empty
 */
record EmptyMonths(List<Long> millis) {

  private static final int MONTHS = 600;

  /** Months in which the services are still being compiled. */
  private static final int WARM_UP = 200;

  /** One buyer in one shard, and a market that does not grow: few months have a tender. */
  static EmptyMonths run(Stack stack) throws InterruptedException {
    StackRun run =
        StackRun.of(
            stack,
            1,
            Map.of(
                "population.buyers", "1",
                "months", Integer.toString(MONTHS),
                "parameters.monthlyGrowth", "0",
                "parameters.extraGrowth", "0"));
    MessageCodec codec = new MessageCodec();
    SortedMap<Integer, Long> opened = new TreeMap<>();
    Set<Integer> empty = new HashSet<>();
    try (CommittedRecords committed = new CommittedRecords(stack.bootstrapServers(), run.id())) {
      committed.read(
          Topic.POLICY,
          record -> {
            if (message(codec, record) instanceof MonthOpened month) {
              // The broker's clock, when it wrote the record.
              opened.put(month.month(), record.timestamp());
            }
          });
      committed.read(
          Topic.TENDERS,
          record -> {
            if (message(codec, record) instanceof TendersClosed month && month.count() == 0) {
              empty.add(month.month());
            }
          });
    }
    int warm = opened.firstKey() + WARM_UP;
    return new EmptyMonths(
        empty.stream()
            .filter(month -> month >= warm && opened.containsKey(month + 1))
            .map(month -> opened.get(month + 1) - opened.get(month))
            .sorted()
            .toList());
  }

  /** What a part of the months stayed under or met, in ms. */
  long quantile(double part) {
    return millis.get((int) (part * (millis.size() - 1)));
  }

  private static Message message(MessageCodec codec, ConsumerRecord<byte[], byte[]> record) {
    try {
      return codec.decode(record.headers(), record.value());
    } catch (UnreadableRecord e) {
      throw new IllegalStateException(record.topic() + " " + record.offset(), e);
    }
  }
}
