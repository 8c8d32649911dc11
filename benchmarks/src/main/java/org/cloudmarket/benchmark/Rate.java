package org.cloudmarket.benchmark;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;

/**
 * How much passed, and what that took.
 *
 * @param unit what is counted, such as records
 * @param count committed ones
 * @param time more than nothing
 * @param cpu that it took
 */
record Rate(String unit, long count, Duration time, CpuTime cpu) {

  double perSecond() {
    return count * 1e9 / time.toNanos();
  }

  double perCpuSecond() {
    return count * 1e9 / cpu.all().toNanos();
  }

  Rate plus(Rate other) {
    return new Rate(unit, count + other.count, time.plus(other.time), cpu.plus(other.cpu));
  }

  /** Prints it beside the load of the machine, which says how far it can be trusted. */
  void print(String what) {
    System.out.printf(
        Locale.ROOT,
        "%-12s %,9.0f %s/s, %,9.0f in a second of CPU (%,d in %.1f s,"
            + " CPU %.1f s, of services %.1f s; load %.1f)%n",
        what,
        perSecond(),
        unit,
        perCpuSecond(),
        count,
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
