package org.cloudmarket.benchmark;

import java.time.Duration;

/**
 * Processor time.
 *
 * @param all of all processes that took part
 * @param ofServices the part of it that the services used
 */
record CpuTime(Duration all, Duration ofServices) {

  CpuTime plus(CpuTime other) {
    return new CpuTime(all.plus(other.all), ofServices.plus(other.ofServices));
  }

  CpuTime minus(CpuTime other) {
    return new CpuTime(all.minus(other.all), ofServices.minus(other.ofServices));
  }
}
