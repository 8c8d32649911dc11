package org.cloudmarket.wire.codec;

import java.util.List;
import java.util.function.BiFunction;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.PolicyTally;
import org.cloudmarket.model.message.RunsMessage.AmendRequested;
import org.cloudmarket.model.message.RunsMessage.CancelRequested;
import org.cloudmarket.model.message.RunsMessage.EnactRequested;
import org.cloudmarket.model.message.RunsMessage.MonthClosed;
import org.cloudmarket.model.message.RunsMessage.MonthDue;
import org.cloudmarket.model.message.RunsMessage.PaceRequested;
import org.cloudmarket.model.message.RunsMessage.PauseRequested;
import org.cloudmarket.model.message.RunsMessage.PolicyRequest;
import org.cloudmarket.model.message.RunsMessage.RepealRequested;
import org.cloudmarket.model.message.RunsMessage.Request;
import org.cloudmarket.model.message.RunsMessage.ResumeRequested;
import org.cloudmarket.model.message.RunsMessage.RunDeleted;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.message.RunsMessage.ShardFailed;
import org.cloudmarket.model.message.RunsMessage.StepRequested;
import org.cloudmarket.model.message.ShardReport;
import org.cloudmarket.model.message.ShardReport.Activity;
import org.cloudmarket.model.message.ShardReport.Running;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.wire.json.Constants;
import org.cloudmarket.wire.json.JsonReader;
import org.cloudmarket.wire.json.JsonWriter;
import org.cloudmarket.wire.json.UnreadableRecord;

/** How orders and reports look on the wire. */
final class RunsShapes {

  private static final Constants<Segment> SEGMENTS = Constants.of(Segment.class);

  private RunsShapes() {}

  static List<Shape<?>> all() {
    return List.of(
        new Shape<>(
            "run-ordered",
            1,
            RunOrdered.class,
            m -> Shape.WHOLE_RUN,
            (m, to) -> {},
            RunsShapes::write,
            RunsShapes::readRunOrdered),
        request("cancel-requested", CancelRequested.class, CancelRequested::new),
        request("pause-requested", PauseRequested.class, PauseRequested::new),
        request("resume-requested", ResumeRequested.class, ResumeRequested::new),
        request(
            "step-requested",
            StepRequested.class,
            RunsShapes::write,
            RunsShapes::readStepRequested),
        request(
            "pace-requested",
            PaceRequested.class,
            RunsShapes::write,
            RunsShapes::readPaceRequested),
        request(
            "enact-requested",
            EnactRequested.class,
            (m, to) -> write(m, m.policy(), to),
            in -> readPolicyRequest(in, EnactRequested::new)),
        request(
            "amend-requested",
            AmendRequested.class,
            (m, to) -> write(m, m.policy(), to),
            in -> readPolicyRequest(in, AmendRequested::new)),
        request(
            "repeal-requested",
            RepealRequested.class,
            RunsShapes::write,
            RunsShapes::readRepealRequested),
        new Shape<>(
            "month-due",
            1,
            MonthDue.class,
            m -> Shape.WHOLE_RUN,
            (m, to) -> to.month(m.month()),
            RunsShapes::write,
            RunsShapes::readMonthDue),
        new Shape<>(
            "month-closed",
            1,
            MonthClosed.class,
            MonthClosed::shard,
            (m, to) -> to.month(m.month()),
            RunsShapes::write,
            RunsShapes::readMonthClosed),
        new Shape<>(
            "shard-failed",
            1,
            ShardFailed.class,
            ShardFailed::shard,
            (m, to) -> to.month(m.month()),
            RunsShapes::write,
            RunsShapes::readShardFailed),
        new Shape<>(
            "run-deleted",
            1,
            RunDeleted.class,
            m -> Shape.WHOLE_RUN,
            (m, to) -> {},
            RunsShapes::write,
            RunsShapes::readRunDeleted));
  }

  /** A request that says nothing but its name. */
  private static <R extends Request> Shape<R> request(
      String name, Class<R> type, BiFunction<String, String, R> construct) {
    return request(name, type, RunsShapes::write, in -> readRequest(in, construct));
  }

  private static <R extends Request> Shape<R> request(
      String name, Class<R> type, Shape.Write<R> write, JsonReader.Read<R> read) {
    return new Shape<>(
        name, 1, type, m -> Shape.WHOLE_RUN, (m, to) -> to.add(m.request()), write, read);
  }

  private static void write(RunOrdered message, JsonWriter to) {
    writeOrder(message, Scenarios.bytes(message.scenario()), to);
  }

  /** Writes an order whose scenario's document is at hand. */
  static void writeOrder(RunOrdered message, byte[] document, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.raw(Names.SCENARIO, document);
    to.number(Names.SEED, message.seed());
    to.number(Names.SHARDS, message.shards());
    to.number(Names.PACE_MILLIS, message.paceMillis());
    to.close();
  }

  private static RunOrdered readRunOrdered(JsonReader in) throws UnreadableRecord {
    in.open();
    RunOrdered message =
        new RunOrdered(
            in.id(Names.RUN),
            in.scenario(Names.SCENARIO),
            in.number(Names.SEED),
            in.integer(Names.SHARDS),
            in.number(Names.PACE_MILLIS));
    in.close();
    return message;
  }

  private static void write(Request message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.text(Names.REQUEST, message.request());
    to.close();
  }

  private static <R extends Request> R readRequest(
      JsonReader in, BiFunction<String, String, R> construct) throws UnreadableRecord {
    in.open();
    R message = construct.apply(in.id(Names.RUN), in.ownId(Names.REQUEST));
    in.close();
    return message;
  }

  private static void write(RunDeleted message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.close();
  }

  private static RunDeleted readRunDeleted(JsonReader in) throws UnreadableRecord {
    in.open();
    RunDeleted message = new RunDeleted(in.id(Names.RUN));
    in.close();
    return message;
  }

  private static void write(StepRequested message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.text(Names.REQUEST, message.request());
    to.number(Names.MONTHS, message.months());
    to.close();
  }

  private static StepRequested readStepRequested(JsonReader in) throws UnreadableRecord {
    in.open();
    StepRequested message =
        new StepRequested(in.id(Names.RUN), in.ownId(Names.REQUEST), in.integer(Names.MONTHS));
    in.close();
    return message;
  }

  private static void write(PaceRequested message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.text(Names.REQUEST, message.request());
    to.number(Names.PACE_MILLIS, message.paceMillis());
    to.close();
  }

  private static PaceRequested readPaceRequested(JsonReader in) throws UnreadableRecord {
    in.open();
    PaceRequested message =
        new PaceRequested(in.id(Names.RUN), in.ownId(Names.REQUEST), in.number(Names.PACE_MILLIS));
    in.close();
    return message;
  }

  /** A request that says a whole policy. */
  private static void write(PolicyRequest message, Policy policy, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.text(Names.REQUEST, message.request());
    to.raw(Names.POLICY, Scenarios.bytes(policy));
    to.close();
  }

  /** Makes a request that says a whole policy. */
  private interface Maker<R> {
    R of(String run, String request, Policy policy);
  }

  private static <R extends PolicyRequest> R readPolicyRequest(JsonReader in, Maker<R> maker)
      throws UnreadableRecord {
    in.open();
    R message = maker.of(in.id(Names.RUN), in.ownId(Names.REQUEST), in.policy(Names.POLICY));
    in.close();
    return message;
  }

  private static void write(RepealRequested message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.text(Names.REQUEST, message.request());
    to.text(Names.POLICY, message.policy());
    to.close();
  }

  private static RepealRequested readRepealRequested(JsonReader in) throws UnreadableRecord {
    in.open();
    RepealRequested message =
        new RepealRequested(in.id(Names.RUN), in.ownId(Names.REQUEST), in.id(Names.POLICY));
    in.close();
    return message;
  }

  private static void write(MonthDue message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.month(Names.MONTH, message.month());
    to.close();
  }

  private static MonthDue readMonthDue(JsonReader in) throws UnreadableRecord {
    in.open();
    MonthDue message = new MonthDue(in.id(Names.RUN), in.month(Names.MONTH));
    in.close();
    return message;
  }

  private static void write(MonthClosed message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    write(message.report(), to);
    to.digest(Names.DIGEST, message.digest());
    to.close();
  }

  private static MonthClosed readMonthClosed(JsonReader in) throws UnreadableRecord {
    in.open();
    MonthClosed message =
        new MonthClosed(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.object(Names.REPORT, RunsShapes::readReport),
            in.digest(Names.DIGEST));
    in.close();
    return message;
  }

  private static void write(ShardReport report, JsonWriter to) {
    to.open(Names.REPORT);
    to.openList(Names.RUNNING);
    for (Running running : report.running()) {
      to.open();
      to.constant(Names.SEGMENT, running.segment());
      to.text(Names.PROVIDER, running.provider());
      to.number(Names.BASE_FEN, running.baseFen());
      to.number(Names.BASE_UNITS, running.baseUnits());
      to.close();
    }
    to.closeList();
    to.openList(Names.PROVIDERS);
    for (Activity activity : report.providers()) {
      to.open();
      to.text(Names.PROVIDER, activity.provider());
      to.number(Names.AWARDED_FEN, activity.awardedFen());
      to.number(Names.BIDS, activity.bids());
      to.number(Names.WINS, activity.wins());
      to.number(Names.COMPLAINTS, activity.complaints());
      to.close();
    }
    to.closeList();
    to.openList(Names.POLICIES);
    for (PolicyTally tally : report.policies()) {
      to.open();
      PolicyShapes.writeTally(tally, to);
      to.close();
    }
    to.closeList();
    to.close();
  }

  private static ShardReport readReport(JsonReader in) throws UnreadableRecord {
    in.open();
    ShardReport report =
        new ShardReport(
            in.objects(Names.RUNNING, RunsShapes::readRunning),
            in.objects(Names.PROVIDERS, RunsShapes::readActivity),
            in.objects(Names.POLICIES, PolicyShapes::readTally));
    in.close();
    return report;
  }

  private static Running readRunning(JsonReader in) throws UnreadableRecord {
    in.open();
    Running running =
        new Running(
            in.constant(Names.SEGMENT, SEGMENTS),
            in.id(Names.PROVIDER),
            in.number(Names.BASE_FEN),
            in.number(Names.BASE_UNITS));
    in.close();
    return running;
  }

  private static Activity readActivity(JsonReader in) throws UnreadableRecord {
    in.open();
    Activity activity =
        new Activity(
            in.id(Names.PROVIDER),
            in.number(Names.AWARDED_FEN),
            in.integer(Names.BIDS),
            in.integer(Names.WINS),
            in.integer(Names.COMPLAINTS));
    in.close();
    return activity;
  }

  private static void write(ShardFailed message, JsonWriter to) {
    to.open();
    to.text(Names.RUN, message.run());
    to.number(Names.SHARD, message.shard());
    to.month(Names.MONTH, message.month());
    to.text(Names.REASON, message.reason());
    to.close();
  }

  private static ShardFailed readShardFailed(JsonReader in) throws UnreadableRecord {
    in.open();
    ShardFailed message =
        new ShardFailed(
            in.id(Names.RUN),
            in.integer(Names.SHARD),
            in.month(Names.MONTH),
            in.text(Names.REASON));
    in.close();
    return message;
  }
}
