package org.cloudmarket.procurement.stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** The logs that are read for all who watch a run: one for each run that somebody watches. */
@Singleton
final class SharedAwardLogs {

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Map<String, SharedAwardLog> logs = new ConcurrentHashMap<>();

  @Inject
  SharedAwardLogs(AwardsConsumers consumers) {
    this(consumers::open);
  }

  SharedAwardLogs(Supplier<Consumer<byte[], byte[]>> consumers) {
    this.consumers = consumers;
  }

  /**
   * Takes a reader in. The first one's places are where the log begins.
   *
   * @param next where it goes on, by partition
   * @return empty where it has to read alone until it has caught up with the others
   */
  Optional<SharedAwardLog.Seat> join(String run, SortedMap<Integer, Long> next) {
    AtomicReference<Optional<SharedAwardLog.Seat>> seat = new AtomicReference<>(Optional.empty());
    logs.compute(
        run,
        (_, there) -> {
          SharedAwardLog log = there == null ? begun(run, next) : there;
          seat.set(log.join(next));
          return log;
        });
    return seat.get();
  }

  private SharedAwardLog begun(String run, SortedMap<Integer, Long> next) {
    SortedMap<Integer, Long> begin = new TreeMap<>(next);
    return new SharedAwardLog(() -> alone(run, begin), begin);
  }

  /** A log for one reader alone, which closes it. */
  AwardLog alone(String run, SortedMap<Integer, Long> next) {
    return new AwardLog(consumers.get(), run, next);
  }

  /** Lets a reader go. What nobody reads any more is closed. */
  void leave(String run, SharedAwardLog.Seat seat) {
    SharedAwardLog log = seat.log();
    AtomicReference<Boolean> last = new AtomicReference<>(false);
    logs.computeIfPresent(
        run,
        (_, there) -> {
          last.set(there.equals(log) && log.leave(seat));
          return last.get() ? null : there;
        });
    if (last.get()) {
      log.close();
    }
  }

  /** How many runs are read for those who watch them. */
  int size() {
    return logs.size();
  }
}
