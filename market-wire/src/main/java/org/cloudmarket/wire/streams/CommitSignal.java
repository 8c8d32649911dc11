package org.cloudmarket.wire.streams;

import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * Tells a processor that its task is about to commit. Kafka Streams has no such call in its public
 * interface, but it empties the caches of all stores before it ends the transaction, and what is
 * written then belongs to it. This store has neither a cache nor entries: it only passes that on.
 */
final class CommitSignal implements StateStore, CachedStateStore<Object, Object> {

  private final String name;
  private Runnable beforeCommit = () -> {};
  private boolean open;

  private CommitSignal(String name) {
    this.name = name;
  }

  /** Makes one for each task. */
  static StoreBuilder<CommitSignal> builder(String name) {
    return new Builder(name);
  }

  /** Calls this before each commit from now on, on the thread of the task. */
  void beforeCommit(Runnable action) {
    beforeCommit = action;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, (key, value) -> {});
    open = true;
  }

  @Override
  public void flushCache() {
    beforeCommit.run();
  }

  @Override
  public void clearCache() {}

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
    return false; // Nobody is told of single entries.
  }

  /** Comes after the commit: too late for its transaction. */
  @Override
  public void flush() {}

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  /** There is nothing to keep, so it has neither a cache nor a changelog. */
  private record Builder(String name) implements StoreBuilder<CommitSignal> {

    @Override
    public StoreBuilder<CommitSignal> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitSignal> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitSignal> withLoggingEnabled(Map<String, String> config) {
      return this;
    }

    @Override
    public StoreBuilder<CommitSignal> withLoggingDisabled() {
      return this;
    }

    @Override
    public CommitSignal build() {
      return new CommitSignal(name);
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }
  }
}
