package org.cloudmarket.benchmark;

import java.time.Duration;

/**
 * How many records passed, and what that took.
 *
 * @param records committed ones
 * @param time more than nothing
 * @param cpu of all processes that took part
 */
record Rate(long records, Duration time, Duration cpu) {

  double perSecond() {
    return records * 1e9 / time.toNanos();
  }

  double perCpuSecond() {
    return records * 1e9 / cpu.toNanos();
  }

  Rate plus(Rate other) {
    return new Rate(records + other.records, time.plus(other.time), cpu.plus(other.cpu));
  }
}
