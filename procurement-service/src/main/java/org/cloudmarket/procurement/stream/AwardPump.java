package org.cloudmarket.procurement.stream;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.cloudmarket.frame.streams.RareLine;
import org.cloudmarket.procurement.store.award.AwardFilter;
import org.cloudmarket.procurement.store.award.AwardHistory.Lack;
import org.cloudmarket.procurement.store.award.OutcomeType;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.stream.AwardBatch.Written;
import org.cloudmarket.procurement.stream.AwardFeed.Ended;
import org.cloudmarket.procurement.stream.AwardFeed.Heartbeat;
import org.cloudmarket.procurement.stream.AwardFeed.Missing;
import org.cloudmarket.wire.codec.MessageCodec;

/**
 * Moves a run's outcomes to one client, as fast as it reads them: those that are projected from the
 * database, those that are not yet from the log. So it does not matter what the log has deleted.
 */
final class AwardPump {

  private static final Duration POLL = Duration.ofMillis(200);

  /** How long a log may seem to end before what was read of it. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final AwardSources sources;
  private final RareLine away;
  private final String run;
  private final PastOutcomes past;
  private final AwardFilter filter;
  private final AwardClient client;
  private final MessageCodec codec = new MessageCodec();

  /** Where it goes on, by partition. */
  private final SortedMap<Integer, Long> next;

  AwardPump(
      AwardSources sources,
      RareLine away,
      Run run,
      Positions has,
      AwardFilter filter,
      AwardClient client) {
    this.sources = sources;
    this.away = away;
    this.run = run.id;
    this.filter = filter;
    this.client = client;
    past = sources.past(run);
    next = past.behind(has);
  }

  void pump() {
    // At once: proxies hold the head of an answer back until something follows it.
    if (!client.signal(new Heartbeat())) {
      return;
    }
    int firstMonth = past.firstMonth(next);
    if (!endsSoon(firstMonth)) {
      try (AwardReader log = sources.reader(run)) {
        boolean more = follow(log);
        while (more) {
          log.leave(); // On from what the database has by now.
          more = !endsSoon(firstMonth) && follow(log);
        }
      }
    }
  }

  /**
   * Gives what the database has.
   *
   * @return whether that was all: the run has ended, or the client has gone
   */
  private boolean endsSoon(int firstMonth) {
    Optional<Run> now = sources.now(run);
    if (now.isEmpty()) {
      client.signal(new Ended("deleted", ""));
      return true;
    }
    boolean ended = now.get().status().ended();
    boolean given = give(ended ? past.all() : sources.projected(next.keySet()));
    if (given && ended) {
      end(now.get(), firstMonth);
    }
    return !given || ended;
  }

  private boolean give(SortedMap<Integer, Long> until) {
    return past.each(
        next,
        until,
        filter,
        client::alive,
        (partition, stored) ->
            client.outcome(
                partition,
                stored.place().position(),
                OutcomeType.of(stored.outcome()),
                codec.encode(stored.outcome())));
  }

  private void end(Run ended, int firstMonth) {
    for (Lack lack : sources.lacks(ended, Math.max(firstMonth, filter.from()))) {
      if (lack.month() <= filter.to()
          && !client.signal(new Missing(lack.month(), lack.outcomes()))) {
        return;
      }
    }
    client.signal(new Ended(ended.status().id(), Positions.text(sources.last(ended))));
  }

  /**
   * Reads the log from where the database ends.
   *
   * @return whether to look into the database again; false where the client has gone
   */
  private boolean follow(AwardReader log) {
    try {
      while (client.alive()) {
        AwardBatch batch = log.read(next);
        for (Written each : batch.outcomes()) {
          if (!take(each)) {
            return false;
          }
        }
        batch.next().forEach((partition, offset) -> next.merge(partition, offset, Math::max));
        if (batch.isNothing() && ledgerSaysEnded()) {
          return true;
        }
      }
      return false;
    } catch (OffsetOutOfRangeException e) {
      return findAgain(log.alone(next));
    }
  }

  /** What is read with others may begin before what this client has. */
  private boolean take(Written each) {
    if (each.offset < next.get(each.partition)) {
      return true;
    }
    next.put(each.partition, each.offset + 1);
    return !filter.takes(each.outcome)
        || client.outcome(each.partition, each.offset, OutcomeType.of(each.outcome), each.json);
  }

  /** The log goes on without the database, and so does the stream: it only does not end. */
  private boolean ledgerSaysEnded() {
    try {
      return sources.now(run).map(now -> now.status().ended()).orElse(true);
    } catch (RuntimeException e) {
      away.write("Whether streams of awards are at their end is not known: " + e.getMessage());
      return false;
    }
  }

  /**
   * Goes on where the log does not have what comes next: it was deleted before this read it. The
   * projection is the reader that counts: as soon as it is where the log begins, the database has
   * all that there is before. Until then there is nothing new of the run, or it comes from there.
   *
   * @return whether to go on; false where the client has gone or was cut off
   */
  private boolean findAgain(AwardLog log) {
    long since = System.nanoTime();
    while (client.alive() && give(sources.projected(next.keySet()))) {
      boolean begun = reach(next, log.starts());
      boolean written = reach(log.ends(), next);
      if ((begun && written) || ledgerSaysEnded()) {
        return true;
      }
      // A broker that has just come back may not know yet how long its log is.
      if (!written && System.nanoTime() - since > PATIENCE.toNanos()) {
        client.cutOff("the log ends before what was read of it: it was begun anew");
        return false;
      }
      client.pause(POLL);
    }
    return false;
  }

  private static boolean reach(Map<Integer, Long> some, Map<Integer, Long> others) {
    return some.entrySet().stream().allMatch(each -> each.getValue() >= others.get(each.getKey()));
  }
}
