package org.cloudmarket.model.soundness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where an examiner leaves what it finds, so that it can go on to the end. */
public class Examination {

  /** Nobody reads more; and a hostile document shall not make us write a gigabyte of complaints. */
  public static final int MAX = 500;

  private final List<Fault> faults = new ArrayList<>();
  private final List<Fault> warnings = new ArrayList<>();
  private int count;
  private int unsaid;

  /** Notes what must be mended. */
  public final void add(String pointer, String detail) {
    count++;
    if (faults.size() < MAX) {
      faults.add(new Fault(pointer, detail));
    }
  }

  /** Counts a fault that was noted in other words: once is enough. */
  protected final void countAgain() {
    count++;
    unsaid++;
  }

  /** Notes what was found elsewhere. */
  public final void add(List<Fault> others) {
    others.forEach(fault -> add(fault.pointer(), fault.detail()));
  }

  /** Notes what was found elsewhere. */
  public final void add(Findings findings) {
    add(findings.faults());
    findings.warnings().forEach(warning -> warn(warning.pointer(), warning.detail()));
  }

  /** Notes what can be run and is probably not meant. */
  public final void warn(String pointer, String detail) {
    if (warnings.size() < MAX) {
      warnings.add(new Fault(pointer, detail));
    }
  }

  /**
   * How many faults there are by now: what an examiner compares later to know whether its own part
   * is sound.
   */
  public final int count() {
    return count;
  }

  /**
   * Makes a part of the scenario, if nothing was wrong with it since the mark. A range that only
   * the record knows is a fault like any other.
   */
  public final <T> Optional<T> make(int mark, String pointer, Supplier<T> part) {
    if (count > mark) {
      return Optional.empty();
    }
    try {
      return Optional.of(part.get());
    } catch (IllegalArgumentException e) {
      add(pointer, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** What was found. */
  public final Findings findings() {
    List<Fault> all = new ArrayList<>(faults);
    int more = count - unsaid - faults.size();
    if (more > 0) {
      all.add(new Fault("", "and " + more + " more faults"));
    }
    return new Findings(all, warnings);
  }
}
