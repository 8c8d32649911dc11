package org.cloudmarket.benchmark;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/**
 * How many records passed, and what that took.
 *
 * @param records committed ones
 * @param time more than nothing
 * @param cpu that it took
 */
record Rate(long records, Duration time, CpuTime cpu) {

  double perSecond() {
    return records * 1e9 / time.toNanos();
  }

  double perCpuSecond() {
    return records * 1e9 / cpu.all().toNanos();
  }

  Rate plus(Rate other) {
    return new Rate(records + other.records, time.plus(other.time), cpu.plus(other.cpu));
  }

  /** Prints it beside the load of the machine, which says how far it can be trusted. */
  void print(String what) {
    System.out.printf(
        Locale.ROOT,
        "%-12s %,9.0f records/s, %,9.0f in a second of CPU (%,d in %.1f s,"
            + " CPU %.1f s, of services %.1f s; load %.1f)%n",
        what,
        perSecond(),
        perCpuSecond(),
        records,
        time.toMillis() / 1e3,
        cpu.all().toMillis() / 1e3,
        cpu.ofServices().toMillis() / 1e3,
        load());
  }

  /** How many threads want a processor, on the average of the last minute. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
