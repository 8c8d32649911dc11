package org.cloudmarket.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
 * The processor time of the processes of a stack, by what their threads are for. It is Linux's
 * ({@code /proc}); elsewhere there is none.
 *
 * @param nanos by process and purpose
 */
record ThreadTimes(SortedMap<String, SortedMap<String, Long>> nanos) {

  /** What is less than this part of all is added up. */
  private static final double SMALL = 0.01;

  private static final String OTHERS = "others";

  /** Of threads that have ended their process alone knows. */
  private static final String ENDED = "threads that ended";

  /** The kernel keeps fifteen characters of a thread's name, and a number ends many. */
  private static final Map<String, String> PURPOSES =
      Map.ofEntries(
          Map.entry("C1 CompilerThre", "compilers"),
          Map.entry("C2 CompilerThre", "compilers"),
          Map.entry("GC Thread", "collector"),
          Map.entry("VM Thread", "collector"),
          Map.entry("policy-service-", "desks"),
          Map.entry("provider-servic", "desks"),
          Map.entry("procurement-ser", "desks"),
          Map.entry("kafka-producer-", "senders of producers"),
          Map.entry("kafka-admin-cli", "admin clients"),
          Map.entry("data-plane-kafk", "requests"));

  /** What the processes of a stack have used so far. */
  static ThreadTimes of(Stack stack) {
    SortedMap<String, SortedMap<String, Long>> nanos = new TreeMap<>();
    for (String name : stack.names()) {
      SortedMap<String, Long> purposes = new TreeMap<>();
      stack
          .pid(name)
          .flatMap(ProcessHandle::of)
          .ifPresent(
              main ->
                  Stream.concat(Stream.of(main), main.descendants())
                      .forEach(process -> add(process, purposes)));
      nanos.put(name, purposes);
    }
    return new ThreadTimes(nanos);
  }

  private static void add(ProcessHandle process, SortedMap<String, Long> purposes) {
    long ended = process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    for (Path thread : threads(process)) {
      Optional<Long> used = text(thread.resolve("schedstat")).map(ThreadTimes::first);
      Optional<String> name = text(thread.resolve("comm")).map(String::strip);
      if (used.isPresent() && name.isPresent()) {
        purposes.merge(purpose(name.get()), used.get(), Long::sum);
        ended -= used.get();
      }
    }
    purposes.merge(ENDED, Math.max(0, ended), Long::sum);
  }

  private static List<Path> threads(ProcessHandle process) {
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    try (Stream<Path> found = Files.list(tasks)) {
      return found.toList();
    } catch (IOException e) {
      return List.of(); // It has ended, or there is no /proc.
    }
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file));
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

  ThreadTimes minus(ThreadTimes before) {
    SortedMap<String, SortedMap<String, Long>> less = new TreeMap<>();
    nanos.forEach(
        (process, purposes) -> {
          Map<String, Long> then = before.nanos.getOrDefault(process, new TreeMap<>());
          SortedMap<String, Long> used = new TreeMap<>();
          purposes.forEach(
              (purpose, now) ->
                  used.put(purpose, Math.max(0, now - then.getOrDefault(purpose, 0L))));
          less.put(process, used);
        });
    return new ThreadTimes(less);
  }

  /** Prints what each process used for an award, the dearest first, and what for. */
  void printForEachOf(long awards) {
    print("budget", "us of processor time an award", 1e-3 / awards);
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

  private static long sum(SortedMap<String, Long> purposes) {
    return purposes.values().stream().mapToLong(Long::longValue).sum();
  }
}
