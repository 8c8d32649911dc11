package org.cloudmarket.log.scenario;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Where a reader leaves what it finds, so that it can read on to the end of the document. */
public final class Faults {

  /** Nobody reads more; and a hostile document shall not make us write a gigabyte of complaints. */
  public static final int MAX = 500;

  /** Steps that are spent on looking for what was meant, in all: milliseconds. */
  private static final long MOST_LOOKED = 5_000_000;

  /** What is asked for meanwhile, where somebody wants to know. */
  private final Optional<Outline> outline;

  /** Characters of the document that look like others. */
  private final OddCharacters odd;

  private final List<Fault> faults = new ArrayList<>();
  private final List<Fault> warnings = new ArrayList<>();

  /** Where a null removes nothing. */
  private final Set<String> removed = new HashSet<>();

  private int unsaid;
  private int count;
  private long looked;

  Faults() {
    this(new OddCharacters());
  }

  /** Of a document in which some characters look like others. */
  Faults(OddCharacters odd) {
    outline = Optional.empty();
    this.odd = odd;
  }

  /** What is wrong with the writing of a text, and room for more. */
  public Faults(Tree tree) {
    this(tree.odd());
    add(tree.faults());
  }

  /** Of a part of what others are of, or of what came of it. */
  Faults(Faults whole) {
    this(whole.odd);
    removed.addAll(whole.removed);
  }

  /** Of a specimen, whose faults are of no account. */
  Faults(Outline outline) {
    this.outline = Optional.of(outline);
    odd = new OddCharacters();
  }

  OddCharacters odd() {
    return odd;
  }

  Optional<Outline> outline() {
    return outline;
  }

  /** Of a null that removes nothing. */
  void removesNothing(String pointer, String detail) {
    removed.add(pointer);
    add(pointer, detail);
  }

  /** Of what is not there. Where it is null, that was said, and once is enough. */
  void missing(String pointer, String detail) {
    if (removed.contains(pointer)) {
      count++;
      unsaid++;
    } else {
      add(pointer, detail);
    }
  }

  public void add(String pointer, String detail) {
    count++;
    if (faults.size() < MAX) {
      faults.add(new Fault(pointer, detail));
    }
  }

  /** Of a word that is not as it should be: a character of it may look like another. */
  public void misread(String pointer, String word, String detail) {
    add(pointer, detail + odd.in(pointer, word, detail));
  }

  void add(List<Fault> others) {
    others.forEach(fault -> add(fault.pointer(), fault.detail()));
  }

  void add(Findings findings) {
    add(findings.faults());
    findings.warnings().forEach(warning -> warn(warning.pointer(), warning.detail()));
  }

  void warn(String pointer, String detail) {
    if (warnings.size() < MAX) {
      warnings.add(new Fault(pointer, detail));
    }
  }

  /**
   * How many there are by now: what a reader compares later to know whether its own part is sound.
   */
  public int count() {
    return count;
  }

  /** Says that a word is unknown, and what may have been meant. */
  String unknown(String what, String word, Collection<String> known) {
    return "there is no " + what + " '" + Value.shortened(word) + "'" + hint(word, known);
  }

  /** What may have been meant, while anybody still reads and it is worth the time. */
  String hint(String word, Collection<String> known) {
    return mayLook(word, known) ? Nearest.hint(word, known) : "";
  }

  /** As {@link #hint}, where it is of no use to list what there is. */
  String nearest(String word, Supplier<Collection<String>> known) {
    if (count >= MAX) {
      return "";
    }
    Collection<String> words = known.get();
    return mayLook(word, words) ? Nearest.to(word, words).map(Nearest::question).orElse("") : "";
  }

  private boolean mayLook(String word, Collection<String> known) {
    looked += Nearest.steps(word, known);
    return count < MAX && looked < MOST_LOOKED;
  }

  /**
   * Makes a part of the scenario, if nothing was wrong with it since the mark. A range that only
   * the record knows is a fault like any other.
   */
  <T> Optional<T> make(int mark, String pointer, Supplier<T> part) {
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

  public Findings findings() {
    List<Fault> all = new ArrayList<>(faults);
    int more = count - unsaid - faults.size();
    if (more > 0) {
      all.add(new Fault("", "and " + more + " more faults"));
    }
    return new Findings(all, warnings);
  }

  /**
   * @throws InvalidScenario where there are any
   */
  void throwIfAny() {
    if (count > 0) {
      throw new InvalidScenario(findings().faults());
    }
  }
}
