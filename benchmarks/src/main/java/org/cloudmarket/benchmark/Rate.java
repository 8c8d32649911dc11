package org.cloudmarket.benchmark;

import java.time.Duration;

/**
 * How many records passed in a time.
 *
 * @param records committed ones
 * @param time more than nothing
 */
record Rate(long records, Duration time) {

  double perSecond() {
    return records * 1e9 / time.toNanos();
  }

  Rate plus(Rate other) {
    return new Rate(records + other.records, time.plus(other.time));
  }
}
