package org.cloudmarket.procurement.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** What can be set of this service, beside Quarkus's own settings. */
@ConfigMapping(prefix = "procurement")
public interface ProcurementSettings {

  /** Of runs. */
  Runs runs();

  /** Of what may be live at once. */
  Limits limits();

  /** Of scenarios that people store. */
  Scenarios scenarios();

  /** Of dead letters. */
  DeadLetters deadLetters();

  /** Of verifications. */
  Verification verification();

  /** Of explanations of tenders. */
  Explanations explanations();

  /** Of live streams of awards. */
  Streams streams();

  /** Of the other services, which the dashboard reaches through this one. */
  Neighbours neighbours();

  /** Of audits of runs that have ended. */
  Audit audit();

  /** Of runs that do not move. */
  Stalls stalls();

  /** Of what has ended. */
  Retention retention();

  /** Of experiments. */
  Experiments experiments();

  /** Of runs. */
  interface Runs {
    /** The seed of a run whose order names none; within ±(2^53 - 1). */
    @WithDefault("1")
    long seed();

    /** The shards of a run whose order names none; 1..64. */
    @WithDefault("4")
    int shards();
  }

  /** Of what may be live at once, in all runs together, from their orders to their outcomes. */
  interface Limits {
    /** Runs. */
    @WithDefault("64")
    int liveRuns();

    /** Shards; one run has at most 64. */
    @WithDefault("512")
    int liveShards();

    /** Buyers with whom populations begin; one run has at most a million. */
    @WithDefault("1000000")
    int liveBuyers();
  }

  /** Of scenarios that people store. */
  interface Scenarios {
    /** How many may be stored. */
    @WithDefault("100")
    int stored();

    /** How large each may be. */
    @WithDefault("256K")
    MemorySize size();

    /** Whether who replaces or forgets one has to say, in If-Match, which it has seen. */
    @WithDefault("false")
    boolean ifMatch();
  }

  /** Of dead letters. */
  interface DeadLetters {
    /** How many of the newest can be looked at over HTTP; all are counted. */
    @WithDefault("10000")
    int kept();
  }

  /** Of verifications. */
  interface Verification {
    /** How many reference runs may run at once. */
    @WithDefault("1")
    int concurrency();

    /** How many may wait for their turn. */
    @WithDefault("8")
    int waiting();

    /** How many results are remembered. */
    @WithDefault("64")
    int remembered();
  }

  /** Of explanations of tenders; their turns are those of verifications. */
  interface Explanations {
    /** How many buyers a run may begin with, to be repeated for an explanation. */
    @WithDefault("200000")
    int buyers();

    /** How many months, of whatever runs, are kept for the next question. */
    @WithDefault("2")
    int remembered();
  }

  /** Of live streams of awards. */
  interface Streams {
    /** How many clients may watch at once. */
    @WithDefault("32")
    int clients();

    /** How long a stream is silent before it sends a sign of life. */
    @WithDefault("10S")
    Duration heartbeat();

    /** How long a client may leave what it is sent unread before it is cut off. */
    @WithDefault("15S")
    Duration patience();
  }

  /** Of the other services, as this one reaches them. */
  interface Neighbours {
    /** Where policy-service answers. */
    @WithDefault("http://localhost:8081")
    URI policy();

    /** Where provider-service answers. */
    @WithDefault("http://localhost:8082")
    URI provider();
  }

  /** Of audits of runs that have ended: what is stored of them is added up anew. */
  interface Audit {
    /** Whether this process audits at all. */
    @WithDefault("true")
    boolean enabled();

    /** How often it looks whether a run has ended. */
    @WithDefault("5S")
    Duration pause();

    /** How long after its last audit a run is audited again. */
    @WithDefault("24H")
    Duration every();

    /** Which part of the time an audit works, more than 0 and at most 1; it rests in the others. */
    @WithDefault("0.25")
    double share();
  }

  /** Of runs that do not move. */
  interface Stalls {
    /** How long a run may stand still beyond its pace before it counts as stalled. */
    @WithDefault("30S")
    Duration after();

    /** How often this process looks. */
    @WithDefault("5S")
    Duration pause();
  }

  /** Of what has ended: where nobody says for how long it is kept, it is kept for good. */
  interface Retention {
    /** How long after its end a run is deleted, in all services; an hour at the least. */
    Optional<Duration> runs();

    /** How long after its end an experiment is deleted, with its runs; an hour at the least. */
    Optional<Duration> experiments();

    /** How often this process looks. */
    @WithDefault("1M")
    Duration pause();
  }

  /** Of experiments. */
  interface Experiments {
    /**
     * How many workers this process has, each of which takes a processor when nobody else wants it.
     * Where nobody says, as many as there are processors; with 0 other replicas do the work.
     */
    OptionalInt workers();

    /** How many minutes an experiment may take, as far as this process can tell. */
    @WithDefault("60")
    int minutesAtMost();

    /** How many buyers a market of an experiment may have; each worker holds one market. */
    @WithDefault("100000")
    int buyers();

    /** How many experiments may go on at once. */
    @WithDefault("16")
    int live();

    /** How long after it was sent a task that nobody has done is sent again. */
    @WithDefault("5M")
    Duration lostAfter();

    /**
     * In how long an estimate is to be made. No pair of runs is begun that is not likely to end in
     * that time, but for the fewest that have an interval.
     */
    @WithDefault("1500MS")
    Duration estimate();
  }
}
