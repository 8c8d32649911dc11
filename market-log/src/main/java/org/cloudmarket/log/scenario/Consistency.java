package org.cloudmarket.log.scenario;

/** Examines whether the parts of a scenario, each sound by itself, can be together. */
final class Consistency {

  private Consistency() {}

  static void check(Draft draft, Faults faults) {}
}
