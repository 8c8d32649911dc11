package org.cloudmarket.wire.codec;

import java.util.List;
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
import org.cloudmarket.model.message.PolicyTally;
import org.cloudmarket.model.message.ProviderTotals;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.wire.json.Constants;
import org.cloudmarket.wire.json.JsonReader;
import org.cloudmarket.wire.json.JsonWriter;
import org.cloudmarket.wire.json.UnreadableRecord;

/** How what government says looks on the wire. */
final class PolicyShapes {

  private static final Constants<Outcome> OUTCOMES = Constants.of(Outcome.class);

  private PolicyShapes() {}

  static List<Shape<?>> all() {
    return List.of(
        new Shape<>(
            "run-started",
            1,
            RunStarted.class,
            RunStarted::shard,
            (m, to) -> {},
            PolicyShapes::write,
            PolicyShapes::readRunStarted),
        new Shape<>(
            "month-opened",
            1,
            MonthOpened.class,
            MonthOpened::shard,
            (m, to) -> to.month(m.month()),
            PolicyShapes::write,
            PolicyShapes::readMonthOpened),
        new Shape<>(
            "statutes-amended",
            1,
            StatutesAmended.class,
            StatutesAmended::shard,
            (m, to) -> to.add(m.request()),
            PolicyShapes::write,
            PolicyShapes::readStatutesAmended),
        new Shape<>(
            "policy-enacted",
            1,
            PolicyEnacted.class,
            PolicyEnacted::shard,
            (m, to) -> to.month(m.month()).slash().add(m.policy()),
            PolicyShapes::write,
            PolicyShapes::readPolicyEnacted),
        new Shape<>(
            "policy-repealed",
            1,
            PolicyRepealed.class,
            PolicyRepealed::shard,
            (m, to) -> to.month(m.month()).slash().add(m.policy()),
            PolicyShapes::write,
            PolicyShapes::readPolicyRepealed),
        new Shape<>(
            "policy-applied",
            1,
            PolicyApplied.class,
            PolicyApplied::shard,
            (m, to) -> to.month(m.month()).slash().add(m.tally().policy()),
            PolicyShapes::write,
            PolicyShapes::readPolicyApplied),
        new Shape<>(
            "request-answered",
            1,
            RequestAnswered.class,
            RequestAnswered::shard,
            (m, to) -> to.add(m.request()),
            PolicyShapes::write,
            PolicyShapes::readRequestAnswered),
        new Shape<>(
            "run-paused",
            1,
            RunPaused.class,
            RunPaused::shard,
            (m, to) -> to.month(m.month()),
            PolicyShapes::write,
            PolicyShapes::readRunPaused),
        new Shape<>(
            "run-finished",
            1,
            RunFinished.class,
            RunFinished::shard,
            (m, to) -> {},
            PolicyShapes::write,
            PolicyShapes::readRunFinished));
  }

  private static void write(RunStarted message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.number(Names.SHARDS, message.shards());
    to.number(Names.SEED, message.seed());
    to.raw(Names.SCENARIO, Scenarios.bytes(message.scenario()));
    to.number(Names.PACE_MILLIS, message.paceMillis());
    to.number(Names.TENDERS_IN_RECORD, message.tendersInRecord());
    to.close();
  }

  private static RunStarted readRunStarted(JsonReader in) throws UnreadableRecord {
    in.open();
    RunStarted message =
        new RunStarted(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.integer(Names.SHARDS),
            in.number(Names.SEED),
            in.scenario(Names.SCENARIO),
            in.number(Names.PACE_MILLIS),
            Math.clamp(in.laterNumber(Names.TENDERS_IN_RECORD), 1, Integer.MAX_VALUE));
    in.close();
    return message;
  }

  private static void write(MonthOpened message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.ids(Names.IN_FORCE, message.inForce());
    to.ids(Names.ANNOUNCED, message.announced());
    writeSpells(message.spells(), to);
    writeTotals(message.lastMonth(), to);
    to.digest(Names.DIGEST, message.digest());
    to.close();
  }

  private static MonthOpened readMonthOpened(JsonReader in) throws UnreadableRecord {
    in.open();
    MonthOpened message =
        new MonthOpened(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.ids(Names.IN_FORCE),
            in.ids(Names.ANNOUNCED),
            in.objects(Names.SPELLS, PolicyShapes::readSpell),
            in.objects(Names.LAST_MONTH, PolicyShapes::readTotals),
            in.digest(Names.DIGEST));
    in.close();
    return message;
  }

  static void writeSpells(List<Spell> spells, JsonWriter to) {
    to.openList(Names.SPELLS);
    for (Spell spell : spells) {
      to.open();
      to.text(Names.POLICY, spell.policy());
      to.month(Names.FROM, spell.from());
      to.optionalMonth(Names.UNTIL, spell.until());
      to.close();
    }
    to.closeList();
  }

  static Spell readSpell(JsonReader in) throws UnreadableRecord {
    in.open();
    Spell spell =
        new Spell(in.id(Names.POLICY), in.month(Names.FROM), in.optionalMonth(Names.UNTIL));
    in.close();
    return spell;
  }

  static void writeTotals(List<ProviderTotals> lastMonth, JsonWriter to) {
    to.openList(Names.LAST_MONTH);
    for (ProviderTotals totals : lastMonth) {
      to.open();
      to.text(Names.PROVIDER, totals.provider());
      to.number(Names.RUNNING_FEN, totals.runningFen());
      to.number(Names.RUNNING_UNITS, totals.runningUnits());
      to.number(Names.AWARDED_FEN, totals.awardedFen());
      to.number(Names.BIDS, totals.bids());
      to.number(Names.WINS, totals.wins());
      to.number(Names.COMPLAINTS, totals.complaints());
      to.close();
    }
    to.closeList();
  }

  static ProviderTotals readTotals(JsonReader in) throws UnreadableRecord {
    in.open();
    ProviderTotals totals =
        new ProviderTotals(
            in.id(Names.PROVIDER),
            in.number(Names.RUNNING_FEN),
            in.number(Names.RUNNING_UNITS),
            in.number(Names.AWARDED_FEN),
            in.integer(Names.BIDS),
            in.integer(Names.WINS),
            in.integer(Names.COMPLAINTS));
    in.close();
    return totals;
  }

  private static void write(StatutesAmended message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.text(Names.REQUEST, message.request());
    to.raw(Names.POLICIES, Scenarios.bytes(message.policies()));
    to.close();
  }

  private static StatutesAmended readStatutesAmended(JsonReader in) throws UnreadableRecord {
    in.open();
    StatutesAmended message =
        new StatutesAmended(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.ownId(Names.REQUEST),
            in.policies(Names.POLICIES));
    in.close();
    return message;
  }

  private static void write(PolicyEnacted message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.text(Names.POLICY, message.policy());
    to.text(Names.CAUSE, message.cause());
    to.close();
  }

  private static PolicyEnacted readPolicyEnacted(JsonReader in) throws UnreadableRecord {
    in.open();
    PolicyEnacted message =
        new PolicyEnacted(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.id(Names.POLICY),
            in.text(Names.CAUSE));
    in.close();
    return message;
  }

  private static void write(PolicyRepealed message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.text(Names.POLICY, message.policy());
    to.text(Names.CAUSE, message.cause());
    to.close();
  }

  private static PolicyRepealed readPolicyRepealed(JsonReader in) throws UnreadableRecord {
    in.open();
    PolicyRepealed message =
        new PolicyRepealed(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.id(Names.POLICY),
            in.text(Names.CAUSE));
    in.close();
    return message;
  }

  private static void write(PolicyApplied message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.open(Names.TALLY);
    writeTally(message.tally(), to);
    to.close();
    to.close();
  }

  private static PolicyApplied readPolicyApplied(JsonReader in) throws UnreadableRecord {
    in.open();
    PolicyApplied message =
        new PolicyApplied(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.object(Names.TALLY, PolicyShapes::readTally));
    in.close();
    return message;
  }

  /** Puts the fields into an object that is open. */
  static void writeTally(PolicyTally tally, JsonWriter to) {
    to.text(Names.POLICY, tally.policy());
    to.number(Names.TENDERS, tally.tenders());
    to.number(Names.TOUCHED, tally.touched());
    to.number(Names.BUYERS, tally.buyers());
    to.number(Names.AWARDS, tally.awards());
    to.number(Names.AWARDED_FEN, tally.awardedFen());
    to.number(Names.COST_FEN, tally.costFen());
    to.number(Names.PORTING_FEN, tally.portingFen());
    to.number(Names.COMPLAINTS, tally.complaints());
    to.number(Names.DISPLACED, tally.displaced());
    to.number(Names.DISPLACED_FEN, tally.displacedFen());
    to.number(Names.FAILED, tally.failed());
    to.number(Names.IN_SCOPE_FEN, tally.inScopeFen());
  }

  static PolicyTally readTally(JsonReader in) throws UnreadableRecord {
    in.open();
    PolicyTally tally =
        new PolicyTally(
            in.id(Names.POLICY),
            in.integer(Names.TENDERS),
            in.integer(Names.TOUCHED),
            in.integer(Names.BUYERS),
            in.integer(Names.AWARDS),
            in.number(Names.AWARDED_FEN),
            in.number(Names.COST_FEN),
            in.laterNumber(Names.PORTING_FEN),
            in.integer(Names.COMPLAINTS),
            in.integer(Names.DISPLACED),
            in.number(Names.DISPLACED_FEN),
            in.integer(Names.FAILED),
            in.number(Names.IN_SCOPE_FEN));
    in.close();
    return tally;
  }

  private static void write(RequestAnswered message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.text(Names.REQUEST, message.request());
    to.flag(Names.ACCEPTED, message.accepted());
    to.month(Names.MONTH, message.month());
    to.text(Names.REASON, message.reason());
    to.flag(Names.PAUSED, message.paused());
    to.number(Names.PACE_MILLIS, message.paceMillis());
    to.close();
  }

  private static RequestAnswered readRequestAnswered(JsonReader in) throws UnreadableRecord {
    in.open();
    RequestAnswered message =
        new RequestAnswered(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.ownId(Names.REQUEST),
            in.flag(Names.ACCEPTED),
            in.month(Names.MONTH),
            in.text(Names.REASON),
            in.flag(Names.PAUSED),
            in.number(Names.PACE_MILLIS));
    in.close();
    return message;
  }

  private static void write(RunPaused message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.close();
  }

  private static RunPaused readRunPaused(JsonReader in) throws UnreadableRecord {
    in.open();
    RunPaused message =
        new RunPaused(in.id(Names.RUN), in.integer(Names.SHARD), in.month(Names.MONTH));
    in.close();
    return message;
  }

  private static void write(RunFinished message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.constant(Names.OUTCOME, message.outcome());
    to.digest(Names.DIGEST, message.digest());
    to.text(Names.REASON, message.reason());
    writeTotals(message.lastMonth(), to);
    to.close();
  }

  private static RunFinished readRunFinished(JsonReader in) throws UnreadableRecord {
    in.open();
    RunFinished message =
        new RunFinished(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.constant(Names.OUTCOME, OUTCOMES),
            in.digest(Names.DIGEST),
            in.text(Names.REASON),
            in.objects(Names.LAST_MONTH, PolicyShapes::readTotals));
    in.close();
    return message;
  }
}
