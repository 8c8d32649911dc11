package org.cloudmarket.documents.reading;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.cloudmarket.model.soundness.Examination;

/** Where a reader leaves what it finds, so that it can read on to the end of the document. */
public final class Faults extends Examination {

  /** Steps that are spent on looking for what was meant, in all: milliseconds. */
  private static final long MOST_LOOKED = 5_000_000;

  /** What is asked for meanwhile, where somebody wants to know. */
  private final Optional<SchemaRecorder> recorder;

  /** Characters of the document that look like others. */
  private final OddCharacters odd;

  /** Where a null removes nothing. */
  private final Set<String> removed = new HashSet<>();

  private long looked;

  public Faults() {
    this(new OddCharacters());
  }

  /** Of a document in which some characters look like others. */
  public Faults(OddCharacters odd) {
    recorder = Optional.empty();
    this.odd = odd;
  }

  /** Of a part of what others are of, or of what came of it. */
  public Faults(Faults whole) {
    this(whole.odd);
    removed.addAll(whole.removed);
  }

  /** Of a specimen, whose faults are of no account. */
  public Faults(SchemaRecorder recorder) {
    this.recorder = Optional.of(recorder);
    odd = new OddCharacters();
  }

  public OddCharacters odd() {
    return odd;
  }

  Optional<SchemaRecorder> recorder() {
    return recorder;
  }

  /** Of a null that removes nothing. */
  public void removesNothing(String pointer, String detail) {
    removed.add(pointer);
    add(pointer, detail);
  }

  /** Of what is not there. Where it is null, that was said, and once is enough. */
  void missing(String pointer, String detail) {
    if (removed.contains(pointer)) {
      countAgain();
    } else {
      add(pointer, detail);
    }
  }

  /** Of a word that is not as it should be: a character of it may look like another. */
  public void misread(String pointer, String word, String detail) {
    add(pointer, detail + odd.in(pointer, word, detail));
  }

  /** Says that a word is unknown, and what may have been meant. */
  public String unknown(String what, String word, Collection<String> known) {
    return "there is no " + what + " '" + Excerpt.quoted(word) + "'" + hint(word, known);
  }

  /** What may have been meant, while anybody still reads and it is worth the time. */
  public String hint(String word, Collection<String> known) {
    return mayLook(word, known) ? Nearest.hint(word, known) : "";
  }

  /** As {@link #hint}, where it is of no use to list what there is. */
  public String nearest(String word, Supplier<Collection<String>> known) {
    if (count() >= MAX) {
      return "";
    }
    Collection<String> words = known.get();
    return mayLook(word, words) ? Nearest.to(word, words).map(Nearest::question).orElse("") : "";
  }

  private boolean mayLook(String word, Collection<String> known) {
    looked += Nearest.steps(word, known);
    return count() < MAX && looked < MOST_LOOKED;
  }

  /**
   * @throws InvalidScenario where there are any
   */
  public void throwIfAny() {
    if (count() > 0) {
      throw new InvalidScenario(findings().faults());
    }
  }
}
