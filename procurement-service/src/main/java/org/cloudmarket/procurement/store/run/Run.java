package org.cloudmarket.procurement.store.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.Formula;

/** A run that was ordered, and how far its projection is. */
@Entity
@Table(name = "run")
public class Run extends PanacheEntityBase {

  /** Longer than the broker is ever waited for. */
  private static final Duration TO_BE_ACKNOWLEDGED = Duration.ofMinutes(1);

  /**
   * What the last audit found.
   *
   * @param state "pending" before the first, then "equal" or "different"
   * @param at when; null before the first
   * @param detail in what it differs; null where it does not
   */
  @Schema(name = "Audit")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Audit(
      @Schema(enumeration = {"pending", "equal", "different"}) String state,
      @Schema(nullable = true) Instant at,
      @Schema(nullable = true) String detail) {}

  private static final String LOST =
      "procurement-service ended before it knew that the broker took the order; order the run"
          + " again, under another key";

  @Id public String id;

  /** The scenario's name. */
  public String scenario;

  /** The arm that was chosen; empty for none. */
  public String arm;

  public String title;

  /** The resolved scenario, as JSON. */
  public String document;

  public long seed;
  public int shards;

  /** How many its population begins with. */
  public int buyers;

  @Column(name = "start_month")
  public int startMonth;

  /** How many months it is to run. */
  public int months;

  @Column(name = "ordered_at")
  public Instant orderedAt;

  /** The run that it is a fork of; null for none. That one may have been deleted since. */
  public String parent;

  /** The first month in which its policies may be others than the parent's; null for no fork. */
  @Column(name = "fork_month")
  public Integer forkMonth;

  /**
   * The run that it is to be compared with; null for none. That one may have been deleted since.
   */
  public String baseline;

  /** What its order changes against its scenario: a JSON object of values by path. */
  public String changes = "{}";

  /** How many changes there are beside those. */
  @Column(name = "more_changes")
  public int moreChanges;

  /** Who ordered it, as their token named them; null where there was no login. */
  public String owner;

  /** Of the W3C trace that somebody follows it by; null where nobody does. */
  @Column(name = "trace_id", insertable = false, updatable = false)
  public String traceId;

  /** Whether government has opened it. */
  public boolean started;

  /** The key under which it was ordered; null for none. */
  @Column(name = "idempotency_key")
  public String idempotencyKey;

  /** A digest of the order under that key; null for none. */
  @Column(name = "order_digest")
  public String orderDigest;

  /** The least time from month to month. */
  @Column(name = "pace_millis")
  public long paceMillis;

  /** The last month before it waits for people; null where it goes on. */
  @Column(name = "paused_month")
  Integer pausedMonth;

  /** How it ended; null while it has not. */
  String outcome;

  /** The last month that the outcome counts; null while there is none. */
  @Column(name = "outcome_month")
  Integer outcomeMonth;

  /** Whether the broker has acknowledged the order. */
  public boolean acknowledged;

  /** Why it did not finish; empty where it did or still may. */
  String error;

  /** The last month that government has opened; null for none. */
  @Column(name = "opened_month", insertable = false, updatable = false)
  Integer openedMonth;

  /** What is missing of what was said of it; empty for nothing. */
  @Formula(
      "(select coalesce(nullif(damage, ''), (select min('shard ' || s.shard || ': ' || s.damage)"
          + " from run_shard s where s.run = id and s.damage <> ''), ''))")
  String damage = "";

  /** What the last audit found: pending, equal or different. */
  @Column(name = "audit_state", insertable = false, updatable = false)
  String auditState = "pending";

  /** In what it differs; empty where it does not. */
  @Column(name = "audit_detail", insertable = false, updatable = false)
  String auditDetail = "";

  /** When it was last audited; null for never. */
  @Column(name = "audited_at", insertable = false, updatable = false)
  Instant auditedAt;

  /** The last month that every shard has closed; null for none. */
  @Formula(
      "(select case when count(*) = shards and bool_and(s.closed_month is not null)"
          + " then min(s.closed_month) end from run_shard s where s.run = id)")
  Integer closedMonth;

  /** The run with this id. */
  public static Optional<Run> of(String id) {
    return findByIdOptional(id);
  }

  /** The run that was ordered under a client's key. */
  public static Optional<Run> orderedUnder(String key) {
    return find("idempotencyKey", key).firstResultOptional();
  }

  /** Lets go of all runs that were read so far: each keeps its document. */
  public static void forgetAll() {
    getEntityManager().clear();
  }

  /**
   * Which runs.
   *
   * @param text in the id, the title, the scenario's name, the arm or the changes, in any case
   * @param since ordered then or later
   */
  public record Wanted(
      Optional<String> text,
      Optional<String> scenario,
      Optional<RunStatus> status,
      Optional<Instant> since) {}

  /**
   * Runs, the newest first.
   *
   * @param after the id behind which the list begins; empty for its beginning
   */
  public static List<Run> newestFirst(Wanted wanted, String after, int limit) {
    List<String> conditions = new ArrayList<>();
    Map<String, Object> values = new HashMap<>();
    if (!after.isEmpty()) {
      conditions.add(
          "(r.orderedAt, r.id) < (select a.orderedAt, a.id from Run a where a.id = :after)");
      values.put("after", after);
    }
    wanted.text.ifPresent(
        text -> {
          conditions.add(
              "locate(:text, lower(concat(r.id, ' ', r.title, ' ', r.scenario, ' ', r.arm, ' ',"
                  + " r.changes))) > 0");
          values.put("text", text.toLowerCase(Locale.ROOT));
        });
    wanted.scenario.ifPresent(
        scenario -> {
          conditions.add("r.scenario = :scenario");
          values.put("scenario", scenario);
        });
    wanted.since.ifPresent(
        since -> {
          conditions.add("r.orderedAt >= :since");
          values.put("since", since);
        });
    wanted.status.ifPresent(
        status -> {
          String condition = condition(status);
          conditions.add(
              status == RunStatus.FAILED
                  ? "(r.damage <> '' or " + condition + ")"
                  : "r.damage = '' and " + condition);
          if (condition.contains(":lost")) {
            values.put("lost", Instant.now().minus(TO_BE_ACKNOWLEDGED));
          }
        });
    PanacheQuery<Run> runs =
        find(
            "from Run r"
                + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                + " order by r.orderedAt desc, r.id desc",
            values);
    return runs.range(0, limit - 1).list();
  }

  /** Where {@link #status} says so, in the database's words. */
  private static String condition(RunStatus status) {
    String whole =
        "(r.outcomeMonth < r.startMonth or coalesce(r.closedMonth, -1) >= r.outcomeMonth)";
    String waits = "(r.pausedMonth is not null and coalesce(r.closedMonth, -1) >= r.pausedMonth)";
    String hoped = "(r.error = '' and (r.acknowledged = true or r.orderedAt >= :lost))";
    String begun = "r.outcome is null and r.started = true";
    String notBegun = "r.outcome is null and r.started = false";
    return switch (status) {
      case ORDERED -> "(" + notBegun + " and " + hoped + ")";
      case RUNNING ->
          "(("
              + begun
              + " and not "
              + waits
              + ") or (r.outcome is not null and not "
              + whole
              + "))";
      case PAUSED -> "(" + begun + " and " + waits + ")";
      case FINISHED, CANCELLED -> "(r.outcome = '" + status.id() + "' and " + whole + ")";
      case FAILED ->
          "((r.outcome = 'failed' and " + whole + ") or (" + notBegun + " and not " + hoped + "))";
    };
  }

  /**
   * The last month that is whole: closed by every shard, and of those that the run's outcome
   * counts.
   *
   * @return as {@link Months}; empty for none
   */
  public OptionalInt lastMonth() {
    if (closedMonth == null) {
      return OptionalInt.empty();
    }
    int last = outcomeMonth == null ? closedMonth : Math.min(closedMonth, outcomeMonth);
    return last < startMonth ? OptionalInt.empty() : OptionalInt.of(last);
  }

  /**
   * The last whole month of which it is known what government had opened it with: the policies that
   * people enact come by another way than the awards, and may come later.
   */
  public OptionalInt verifiableMonth() {
    OptionalInt last = lastMonth();
    return last.isEmpty() || openedMonth == null || openedMonth >= last.getAsInt()
        ? last
        : openedMonth < startMonth ? OptionalInt.empty() : OptionalInt.of(openedMonth);
  }

  /** How many months are whole. */
  public int wholeMonths() {
    return lastMonth().isPresent() ? lastMonth().getAsInt() - startMonth + 1 : 0;
  }

  /** Whether government has ended it, though perhaps not all of it is here yet. */
  public boolean over() {
    return outcome != null;
  }

  /** Why it did not finish; empty where it did or still may. */
  public String error() {
    if (damaged()) {
      return "what was said of it is not whole: " + damage;
    }
    return error.isEmpty() && lost() ? LOST : error;
  }

  /** Whether something is missing of what was said of it: what was said after that is left out. */
  public boolean damaged() {
    return !damage.isEmpty();
  }

  /** What the last audit found; empty while it goes on. */
  public Optional<Audit> audit() {
    return settled()
        ? Optional.of(new Audit(auditState, auditedAt, auditDetail.isEmpty() ? null : auditDetail))
        : Optional.empty();
  }

  /** Whether this service ended between writing the order down and hearing that it was taken. */
  private boolean lost() {
    return !started && !acknowledged && orderedAt.plus(TO_BE_ACKNOWLEDGED).isBefore(Instant.now());
  }

  /**
   * Whether it has ended, and nothing of it is on its way. An order that the broker did not
   * acknowledge has failed, as people see it, and may have reached government all the same.
   */
  public boolean settled() {
    return over() && status().ended();
  }

  /**
   * What it is doing. It has ended, or is paused, when its last month is whole: nobody reads half a
   * result.
   */
  public RunStatus status() {
    if (damaged()) {
      return RunStatus.FAILED;
    }
    if (outcome != null) {
      boolean whole =
          outcomeMonth < startMonth || (closedMonth != null && closedMonth >= outcomeMonth);
      return whole
          ? RunStatus.of(Kebab.find(Outcome.class, outcome).orElseThrow())
          : RunStatus.RUNNING;
    }
    if (started) {
      boolean waits = pausedMonth != null && closedMonth != null && closedMonth >= pausedMonth;
      return waits ? RunStatus.PAUSED : RunStatus.RUNNING;
    }
    return error().isEmpty() ? RunStatus.ORDERED : RunStatus.FAILED;
  }
}
