package org.cloudmarket.procurement.store.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.procurement.config.ProcurementSettings;

/**
 * Bounds what is live at once, in all replicas of this service together. A run is live from its
 * order to its outcome.
 */
@Singleton
public class Admission {

  /** Any number that is no other lock's in this database. */
  private static final long LOCK = 0x61646d6974L;

  // An order that nobody acknowledged for so long was lost in a crash, as Run says it.
  private static final String LIVE =
      """
      select count(*), coalesce(sum(shards), 0), coalesce(sum(buyers), 0) from run
      where outcome is null
        and (started or error = ''
          and (acknowledged or ordered_at > now() - interval '1 minute'))
      """;

  /**
   * Of what there may be so much.
   *
   * @param setting its name
   * @param what it counts
   * @param pointer where an order says how much it needs
   */
  private record Limit(String setting, String what, String pointer, long most) {

    Stream<Fault> exceeded(long live, long needed) {
      return live + needed <= most
          ? Stream.empty()
          : Stream.of(
              new Fault(
                  pointer,
                  String.format(
                      Locale.ROOT,
                      "needs %d live %s where %d of %d are taken; the setting %s is the limit",
                      needed,
                      what,
                      live,
                      most,
                      setting)));
    }
  }

  /** So much is live, or needed. */
  private record Amount(long runs, long shards, long buyers) {
    private static final Amount NONE = new Amount(0, 0, 0);

    static Amount of(RunOrdered order) {
      return new Amount(1, order.shards(), order.scenario().buyers());
    }
  }

  private final Limit runs;
  private final Limit shards;
  private final Limit buyers;

  @Inject
  Admission(ProcurementSettings settings) {
    ProcurementSettings.Limits limits = settings.limits();
    runs = new Limit("procurement.limits.live-runs", "runs", "", limits.liveRuns());
    shards = new Limit("procurement.limits.live-shards", "shards", "/shards", limits.liveShards());
    buyers =
        new Limit(
            "procurement.limits.live-buyers",
            "buyers",
            "/scenario/population/buyers",
            limits.liveBuyers());
  }

  /**
   * Every limit that an order exceeds by itself; none where it could be admitted if nothing else
   * were live.
   */
  public List<Fault> impossible(RunOrdered order) {
    return exceeded(Amount.NONE, Amount.of(order));
  }

  /** Lets nobody else be admitted until the end of the transaction. */
  static void lock(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      lock.setLong(1, LOCK);
      lock.executeQuery().close();
    }
  }

  /**
   * Every limit that an order would exceed now; none where it is admitted, in the transaction that
   * holds the lock and writes it down.
   */
  List<Fault> noRoom(RunOrdered order, Connection connection) throws SQLException {
    return exceeded(live(connection), Amount.of(order));
  }

  private static Amount live(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LIVE);
        ResultSet sums = select.executeQuery()) {
      sums.next();
      return new Amount(sums.getLong(1), sums.getLong(2), sums.getLong(3));
    }
  }

  private List<Fault> exceeded(Amount live, Amount needed) {
    return Stream.of(
            runs.exceeded(live.runs, needed.runs),
            shards.exceeded(live.shards, needed.shards),
            buyers.exceeded(live.buyers, needed.buyers))
        .flatMap(faults -> faults)
        .toList();
  }
}
