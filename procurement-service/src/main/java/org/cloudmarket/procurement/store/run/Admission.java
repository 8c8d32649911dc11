package org.cloudmarket.procurement.store.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
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

  private final EntityManager database;
  private final Limit runs;
  private final Limit shards;
  private final Limit buyers;

  @Inject
  Admission(EntityManager database, ProcurementSettings settings) {
    this.database = database;
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
   * Looks whether an order could be admitted if nothing else were live.
   *
   * @throws Refusal with every limit that it exceeds by itself: 400
   */
  public void requirePossible(RunOrdered order) {
    List<Fault> exceeded = exceeded(Amount.NONE, Amount.of(order));
    if (!exceeded.isEmpty()) {
      throw Refusal.invalid(exceeded);
    }
  }

  /** Lets nobody else be admitted until the end of the transaction. */
  void lock() {
    database
        .createNativeQuery("select 1 from pg_advisory_xact_lock(?1)", Integer.class)
        .setParameter(1, LOCK)
        .getSingleResult();
  }

  /**
   * Admits an order, in the transaction that holds the lock and writes it down.
   *
   * @throws Refusal with every limit that it would exceed now: 429
   */
  void admit(RunOrdered order) {
    List<Fault> exceeded = exceeded(live(), Amount.of(order));
    if (!exceeded.isEmpty()) {
      throw Refusal.busy("limit-reached", "There is no room for this run now", exceeded);
    }
  }

  private Amount live() {
    Object[] sums = (Object[]) database.createNativeQuery(LIVE, Object[].class).getSingleResult();
    return new Amount(
        ((Number) sums[0]).longValue(),
        ((Number) sums[1]).longValue(),
        ((Number) sums[2]).longValue());
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
