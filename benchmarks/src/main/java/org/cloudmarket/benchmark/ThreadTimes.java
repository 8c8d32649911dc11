package org.cloudmarket.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cloudmarket.local.stack.Stack;

/**
 * The processor time of the processes of a stack, by what their threads are for. Linux alone tells
 * it of threads ({@code /proc}); elsewhere all of a process is {@value #ENDED}.
 *
 * @param processes by name
 */
record ThreadTimes(SortedMap<String, Used> processes) {

  /** What is less than this part of all is added up. */
  private static final double SMALL = 0.01;

  private static final String OTHERS = "others";

  /** Only the process knows what ended threads used. */
  private static final String ENDED = "threads that ended";

  /** The kernel keeps fifteen characters of a thread's name, and a number ends many. */
  private static final Map<String, String> PURPOSES =
      Map.ofEntries(
          Map.entry("C1 CompilerThre", "compilers"),
          Map.entry("C2 CompilerThre", "compilers"),
          Map.entry("GC Thread", "collector"),
          Map.entry("VM Thread", "collector and pauses"),
          Map.entry("policy-service-", "desks"),
          Map.entry("provider-servic", "desks"),
          Map.entry("procurement-ser", "desks"),
          Map.entry("kafka-producer-", "senders of producers"),
          Map.entry("kafka-admin-cli", "admin clients"),
          Map.entry("data-plane-kafk", "requests"));

  /**
   * What a process and those that it started have used.
   *
   * @param all in ns, by the number of the process
   * @param threads those that live, by their number
   */
  record Used(Map<Long, Long> all, Map<Long, OfThread> threads) {}

  /** What a thread has used, in ns. */
  record OfThread(String purpose, long nanos) {}

  /** What the processes of a stack have used so far. */
  static ThreadTimes of(Stack stack) {
    SortedMap<String, Used> processes = new TreeMap<>();
    for (String name : stack.names()) {
      Used used = new Used(new HashMap<>(), new HashMap<>());
      stack
          .pid(name)
          .flatMap(ProcessHandle::of)
          .ifPresent(
              main ->
                  Stream.concat(Stream.of(main), main.descendants())
                      .forEach(process -> add(process, used)));
      processes.put(name, used);
    }
    return new ThreadTimes(processes);
  }

  private static void add(ProcessHandle process, Used used) {
    File[] threads = new File("/proc/" + process.pid() + "/task").listFiles();
    for (File thread : threads == null ? new File[0] : threads) { // It has ended, or is no Linux's.
      Optional<Long> nanos = text(thread, "schedstat").map(ThreadTimes::first);
      Optional<String> name = text(thread, "comm").map(String::strip);
      if (nanos.isPresent() && name.isPresent()) {
        used.threads.put(
            Long.valueOf(thread.getName()), new OfThread(purpose(name.get()), nanos.get()));
      }
    }
    process.info().totalCpuDuration().ifPresent(all -> used.all.put(process.pid(), all.toNanos()));
  }

  private static Optional<String> text(File thread, String file) {
    try {
      return Optional.of(Files.readString(thread.toPath().resolve(file)));
    } catch (IOException e) {
      return Optional.empty(); // The thread has ended.
    }
  }

  private static long first(String numbers) {
    return Long.parseLong(numbers.substring(0, numbers.indexOf(' ')));
  }

  private static String purpose(String name) {
    String kind = name.replaceAll("[#\\-_ ]*\\d+$", "");
    return PURPOSES.getOrDefault(kind, kind);
  }

  /** What was used since, in ns, by process and purpose. */
  Since since(ThreadTimes before) {
    SortedMap<String, SortedMap<String, Long>> nanos = new TreeMap<>();
    processes.forEach(
        (name, now) ->
            nanos.put(
                name,
                since(now, before.processes.getOrDefault(name, new Used(Map.of(), Map.of())))));
    return new Since(nanos);
  }

  private static SortedMap<String, Long> since(Used now, Used before) {
    SortedMap<String, Long> purposes = new TreeMap<>();
    now.threads.forEach(
        (thread, used) -> {
          OfThread then = before.threads.get(thread);
          purposes.merge(used.purpose, used.nanos - (then == null ? 0 : then.nanos), Long::sum);
        });
    long all =
        now.all.entrySet().stream()
            .mapToLong(each -> each.getValue() - before.all.getOrDefault(each.getKey(), 0L))
            .sum();
    // The two clocks are read one after the other.
    purposes.put(ENDED, Math.max(0, all - sum(purposes)));
    return purposes;
  }

  private static long sum(SortedMap<String, Long> purposes) {
    return purposes.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * What was used between two looks.
   *
   * @param nanos by process and purpose
   */
  record Since(SortedMap<String, SortedMap<String, Long>> nanos) {

    /** Prints what each process used for an outcome, the dearest first, and what for. */
    void printForEachOf(long outcomes) {
      print("budget", "us of processor time an outcome", 1e-3 / outcomes);
    }

    /** Prints which part of one processor each process used in a time, and what for. */
    void printShareOf(Duration time) {
      print("idle", "% of one processor", 100.0 / time.toNanos());
    }

    private void print(String what, String unit, double ofNano) {
      long all = nanos.values().stream().mapToLong(ThreadTimes::sum).sum();
      System.out.printf(
          Locale.ROOT, "%-12s %,9.1f %s (load %.1f)%n", what, all * ofNano, unit, Rate.load());
      nanos.entrySet().stream()
          .sorted((a, b) -> Long.compare(sum(b.getValue()), sum(a.getValue())))
          .forEach(
              process -> {
                System.out.printf(
                    Locale.ROOT,
                    "  %-24s %7.2f%n",
                    process.getKey(),
                    sum(process.getValue()) * ofNano);
                largestFirst(process.getValue(), all)
                    .forEach(
                        purpose ->
                            System.out.printf(
                                Locale.ROOT,
                                "    %-22s %7.2f%n",
                                purpose.getKey(),
                                purpose.getValue() * ofNano));
              });
    }

    private static List<Map.Entry<String, Long>> largestFirst(
        SortedMap<String, Long> purposes, long all) {
      Predicate<Map.Entry<String, Long>> large = purpose -> purpose.getValue() >= SMALL * all;
      List<Map.Entry<String, Long>> shown =
          purposes.entrySet().stream()
              .filter(large)
              .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
              .collect(Collectors.toCollection(ArrayList::new));
      long others =
          purposes.entrySet().stream().filter(large.negate()).mapToLong(Map.Entry::getValue).sum();
      shown.add(Map.entry(OTHERS, others));
      return shown;
    }
  }
}
