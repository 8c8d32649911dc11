package org.cloudmarket.exchange.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cloudmarket.model.message.AwardsMessage;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.BidsMessage;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.run.Watcher;
import org.cloudmarket.model.scenario.Scenario;

/** The releases of a run in this process, with every bid. */
public final class ReferenceReleases {

  private final Releases releases;
  private final ReleaseWriter writer;
  private final Map<String, BidsSubmitted> books = new HashMap<>();

  private ReferenceReleases(Releases releases, ReleaseWriter writer) {
    this.releases = releases;
    this.writer = writer;
  }

  /**
   * Runs a scenario and writes its releases as they come.
   *
   * @throws IOException where they cannot be written
   */
  public static void write(Scenario scenario, long seed, ReleaseNames names, ReleaseWriter writer)
      throws IOException {
    ReferenceReleases all = new ReferenceReleases(new Releases(scenario, names), writer);
    try {
      ReferenceRun.run(
          scenario, seed, Watcher.of(Set.of(AwardsMessage.class, BidsMessage.class), all::take));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void take(Message message) {
    if (message instanceof BidsSubmitted book) {
      books.put(book.tender().tender(), book);
    } else if (message instanceof Decided outcome) {
      // A complaint comes behind the award of the same tender, and needs no bids.
      Optional<BidsSubmitted> book = Optional.ofNullable(books.remove(outcome.tender()));
      try {
        for (var release : releases.of(outcome, book)) {
          writer.write(release);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
