package org.cloudmarket.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.json.UnreadableRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Records a second of the codec, on one thread, by message type. The messages are a thousand of a
 * run of {@code tianjin-mandate}, most books with nine or ten answers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms1g", "-Xmx1g", "-XX:+UseSerialGC"})
public class CodecBenchmark {

  private static final int MESSAGES = 1_000;

  /** The record that carries the message. */
  @Param({"TenderPublished", "BidsSubmitted", "ContractAwarded"})
  public String type = "";

  private final MessageCodec codec = new MessageCodec();
  private final List<Message> messages = new ArrayList<>();
  private final List<byte[]> values = new ArrayList<>();
  private final List<Headers> headers = new ArrayList<>();
  private int next;

  /** Takes the messages out of a run. */
  @Setup
  public void collect() {
    DocumentLibrary shipped = DocumentLibrary.shipped();
    Scenario scenario = shipped.resolve(shipped.get("tianjin-mandate"));
    Map<String, List<Message>> kinds = new HashMap<>();
    ReferenceRun.run(
        scenario.withMonths(24),
        1,
        message ->
            kinds
                .computeIfAbsent(message.getClass().getSimpleName(), kind -> new ArrayList<>())
                .add(message));
    messages.addAll(kinds.get(type).subList(0, MESSAGES));
    for (Message message : messages) {
      values.add(codec.encode(message));
      headers.add(codec.headers(message));
    }
  }

  private int turn() {
    next = (next + 1) % MESSAGES;
    return next;
  }

  /** A message to the value of a record. */
  @Benchmark
  public byte[] encode() {
    return codec.encode(messages.get(turn()));
  }

  /** A message to the headers of a record. */
  @Benchmark
  public Headers makeHeaders() {
    return codec.headers(messages.get(turn()));
  }

  /** A record to a message. */
  @Benchmark
  public Message decode() throws UnreadableRecord {
    int turn = turn();
    return codec.decode(headers.get(turn), values.get(turn));
  }
}
