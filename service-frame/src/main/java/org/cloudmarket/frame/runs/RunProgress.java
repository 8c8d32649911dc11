package org.cloudmarket.frame.runs;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.PolicyMessage;
import org.cloudmarket.model.message.PolicyMessage.MonthOpened;
import org.cloudmarket.model.message.PolicyMessage.Outcome;
import org.cloudmarket.model.message.PolicyMessage.PolicyApplied;
import org.cloudmarket.model.message.PolicyMessage.PolicyEnacted;
import org.cloudmarket.model.message.PolicyMessage.PolicyRepealed;
import org.cloudmarket.model.message.PolicyMessage.RequestAnswered;
import org.cloudmarket.model.message.PolicyMessage.RunFinished;
import org.cloudmarket.model.message.PolicyMessage.RunPaused;
import org.cloudmarket.model.message.PolicyMessage.RunStarted;
import org.cloudmarket.model.message.PolicyMessage.StatutesAmended;
import org.cloudmarket.wire.streams.DeadLetters;

/**
 * How far what government said of a run is projected. It judges what comes next, message by
 * message: months open one after the other, and nothing is said of a run that is over.
 */
public final class RunProgress {

  /**
   * What makes a run this one.
   *
   * @param months how many it is to run
   */
  public record Identity(long seed, int shards, int start, int months) {
    private static Identity of(RunStarted run) {
      return new Identity(
          run.seed(), run.shards(), run.scenario().start(), run.scenario().months());
    }
  }

  /**
   * How a run ended.
   *
   * @param month the last that counts
   * @param digest as 32 hexadecimal digits
   */
  public record End(Outcome outcome, int month, String digest) {
    private static End of(RunFinished run) {
      return new End(run.outcome(), run.month(), run.digest().hex());
    }
  }

  /**
   * A policy's coming or going: what tells it from others.
   *
   * @param begins whether it came into force
   */
  public record Event(int month, String policy, boolean begins) {}

  /** Gives what is projected of policies' coming and going. */
  @FunctionalInterface
  public interface Events {
    Set<Event> get() throws SQLException;
  }

  private static final String BEGINNING = "what government said of it at its beginning is missing";

  private Optional<Identity> identity;
  private final Events projectedEvents;
  private final Set<Event> newEvents = new HashSet<>();

  /** What was said since the month opened, as far as it went through here. */
  private final Set<PolicyMessage> saidInMonth = new HashSet<>();

  private boolean started;

  private OptionalInt opened;
  private Optional<End> end;

  /** Whether nothing was missing when the end was heard. */
  private boolean endedWhole;

  private String damage;
  private boolean changed;

  /**
   * A run as a database has it.
   *
   * @param opened the last month that was opened; empty for none, or where that is not known
   * @param damage what is missing; empty for nothing
   * @param events that are projected; asked for where they matter
   */
  public RunProgress(
      Optional<Identity> identity,
      boolean started,
      OptionalInt opened,
      Optional<End> end,
      String damage,
      Events events) {
    this.identity = identity;
    this.started = started;
    this.opened = opened;
    this.end = end;
    this.endedWhole = end.filter(each -> opened.orElse(each.month()) >= each.month()).isPresent();
    this.damage = damage;
    this.projectedEvents = events;
  }

  /** A run of which nothing is known yet. */
  public static RunProgress nothing() {
    return new RunProgress(
        Optional.empty(), false, OptionalInt.empty(), Optional.empty(), "", Set::of);
  }

  /** How it ended, if it has and nothing is missing that might still come. */
  public Optional<End> sealed() {
    return end.filter(_ -> endedWhole && damage.isEmpty());
  }

  /** The last month that was opened; empty for none. */
  public OptionalInt opened() {
    return opened;
  }

  /** What is missing; empty for nothing. */
  public String damage() {
    return damage;
  }

  /** Whether something of it is new. */
  public boolean changed() {
    return changed;
  }

  /** Judges what comes next, and takes it in where it is new. */
  public Verdict judge(PolicyMessage message) throws SQLException {
    Verdict verdict = sealed().isPresent() ? afterTheEnd(message) : underWay(message);
    changed |= verdict.kind() == Verdict.Kind.NEW;
    return verdict;
  }

  /** Nothing is new any longer. What may have been said before changes nothing either. */
  private Verdict afterTheEnd(PolicyMessage message) throws SQLException {
    int last = end.orElseThrow().month();
    boolean same =
        switch (message) {
          case RunStarted run -> isSame(run);
          case MonthOpened month -> month.month() <= opened.orElse(last);
          case StatutesAmended amended -> amended.month() <= last + 1;
          case PolicyEnacted enacted -> projected(event(enacted));
          case PolicyRepealed repealed -> projected(event(repealed));
          case PolicyApplied applied -> applied.month() <= last;
          case RequestAnswered answer -> answer.month() <= opened.orElse(last) + 1;
          case RunPaused paused -> paused.month() <= last;
          case RunFinished run -> End.of(run).equals(end.orElseThrow());
        };
    return same
        ? Verdict.REPEATED
        : Verdict.refused(
            DeadLetters.FINISHED_RUN,
            "the run has ended with " + Months.text(last) + ", and this would change it");
  }

  private Verdict underWay(PolicyMessage message) throws SQLException {
    if (message instanceof RunStarted run) {
      return start(run);
    }
    if (!started) {
      return missing(BEGINNING);
    }
    return switch (message) {
      case RunStarted run -> start(run);
      case MonthOpened month -> open(month);
      case PolicyEnacted enacted -> event(event(enacted));
      case PolicyRepealed repealed -> event(event(repealed));
      case StatutesAmended amended -> once(amended, amended.month() - 1, amended.month() - 1);
      case RequestAnswered answer -> once(answer, answer.month() - 1, answer.month());
      case PolicyApplied applied -> once(applied, applied.month(), applied.month());
      // A run may pause twice in a month.
      case RunPaused paused -> during(paused.month(), paused.month());
      case RunFinished run -> finish(run);
    };
  }

  private Verdict start(RunStarted run) {
    if (!isSame(run)) {
      return Verdict.refused(
          DeadLetters.UNPROJECTABLE, "the run began with another seed, scenario or shards");
    }
    if (started) {
      return Verdict.REPEATED;
    }
    started = true;
    identity = Optional.of(Identity.of(run));
    damage = "";
    return Verdict.NEW;
  }

  private boolean isSame(RunStarted run) {
    return identity.filter(known -> !known.equals(Identity.of(run))).isEmpty();
  }

  private Verdict open(MonthOpened month) {
    int next = next(month.month());
    if (month.month() < next) {
      return Verdict.REPEATED;
    }
    if (month.month() > next) {
      return gap(next);
    }
    if (end.filter(each -> month.month() > each.month() + 1).isPresent()) {
      return Verdict.refused(DeadLetters.FINISHED_RUN, "the run has ended before");
    }
    opened = OptionalInt.of(month.month());
    saidInMonth.clear();
    damage = "";
    return Verdict.NEW;
  }

  /** It is said just before its month opens. */
  private Verdict event(Event event) throws SQLException {
    int next = next(event.month);
    if (event.month > next) {
      return gap(next);
    }
    if (projected(event)) {
      return Verdict.REPEATED;
    }
    if (event.month < next) {
      return Verdict.refused(
          DeadLetters.CLOSED_MONTH,
          "the month has opened without it, and the last that did is " + Months.text(next - 1));
    }
    newEvents.add(event);
    return Verdict.NEW;
  }

  private Verdict once(PolicyMessage message, int from, int to) {
    Verdict verdict = during(from, to);
    return verdict.kind() == Verdict.Kind.NEW && !saidInMonth.add(message)
        ? Verdict.REPEATED
        : verdict;
  }

  /**
   * What is said while a month is open.
   *
   * @param from the earliest month that may be open then
   * @param to the latest
   */
  private Verdict during(int from, int to) {
    if (opened.isEmpty()) {
      return Verdict.NEW;
    }
    if (from > opened.getAsInt()) {
      return gap(opened.getAsInt() + 1);
    }
    if (to < opened.getAsInt()) {
      return Verdict.REPEATED;
    }
    return damage.isEmpty() ? Verdict.NEW : Verdict.BEHIND_A_GAP;
  }

  private Verdict finish(RunFinished run) {
    End now = End.of(run);
    if (end.isPresent()) {
      if (!end.get().equals(now)) {
        return Verdict.refused(DeadLetters.FINISHED_RUN, "the run has ended otherwise");
      }
      endedWhole = damage.isEmpty() && opened.orElse(now.month()) >= now.month();
      return Verdict.REPEATED;
    }
    if (opened.isPresent() && run.month() > opened.getAsInt()) {
      damage = damage.isEmpty() ? missingMonth(opened.getAsInt() + 1) : damage;
    }
    end = Optional.of(now);
    endedWhole = damage.isEmpty();
    return Verdict.NEW;
  }

  /** The month that is to open next. */
  private int next(int month) {
    if (opened.isPresent()) {
      return opened.getAsInt() + 1;
    }
    return started ? identity.map(Identity::start).orElse(month) : month;
  }

  private boolean projected(Event event) throws SQLException {
    return newEvents.contains(event) || projectedEvents.get().contains(event);
  }

  private Verdict gap(int next) {
    return missing(missingMonth(next));
  }

  private Verdict missing(String what) {
    if (!damage.isEmpty()) {
      return Verdict.BEHIND_A_GAP;
    }
    damage = what;
    changed = true;
    return Verdict.refused(DeadLetters.GAP, what);
  }

  private static String missingMonth(int month) {
    return "what government said of " + Months.text(month) + " is missing";
  }

  private static Event event(PolicyEnacted enacted) {
    return new Event(enacted.month(), enacted.policy(), true);
  }

  private static Event event(PolicyRepealed repealed) {
    return new Event(repealed.month(), repealed.policy(), false);
  }
}
