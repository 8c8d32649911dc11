package org.cloudmarket.model.tender;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.cloudmarket.model.message.Bid.Answer;

/**
 * The bid book of a tender in numbers, as {@link
 * org.cloudmarket.model.message.BidsMessage.BidsSubmitted} has it in words. It is filled anew for
 * each tender. Its columns are by the place in the field: those who serve the city, by ascending
 * place on the roster.
 */
public final class Bids {

  /** What those answer who may bid. */
  static final Set<Answer> CHOSEN = Set.of(Answer.BID, Answer.NOT_INTERESTED, Answer.BELOW_COST);

  /** How many are in the field. */
  int size;

  /** Their places on the roster. */
  final int[] places;

  /**
   * What each asks for the whole contract: positive for a bid, negative for what it would offer in
   * a negotiation though it does not bid, 0 where it can make no offer.
   */
  final long[] askedFen;

  /** Why each that may not bid may not; null for who may. */
  final Answer[] refusals;

  /** The policy behind a {@link Answer#NOT_ELIGIBLE}, as a place; negative otherwise. */
  final int[] because;

  /** The quality that each offers. */
  final int[] qualityPpm;

  /** The budget for the whole contract; 0 where an open field could make no offer. */
  long ceilingFen;

  /**
   * With which chance those take part who may bid, and what they expect, under the rules that hold.
   * Messages do not have it: a book that was read from one has none.
   */
  Entry.Turnout turnout;

  /** The same without any policy. */
  Entry.Turnout openTurnout;

  /**
   * The same field under how many other rules: none where no policy touches the tender; else first
   * with no policy at all, then, where several touch it, without each alone, by ascending place.
   */
  private int others;

  /** What each would ask under other rules. */
  private long[][] othersFen = {};

  private Optional<Rest> rest = Optional.empty();

  /**
   * Reckons what the field asks without each of several policies alone. Nobody asks for most of it:
   * only where policy has displaced an award, and where the book is put in words or kept.
   */
  interface Rest {
    /** Adds it to the book of the tender that was answered last. */
    void reckon(Bids into);
  }

  /** A book with room for so many providers. */
  public Bids(int providers) {
    places = new int[providers];
    askedFen = new long[providers];
    refusals = new Answer[providers];
    because = new int[providers];
    qualityPpm = new int[providers];
  }

  /** What one answers. */
  Answer answer(int i) {
    if (refusals[i] != null) {
      return refusals[i];
    }
    return askedFen[i] > 0
        ? Answer.BID
        : askedFen[i] == 0 ? Answer.BELOW_COST : Answer.NOT_INTERESTED;
  }

  /** Nothing is known of other rules, but for what somebody will reckon when it is asked for. */
  void beginOthers(Optional<Rest> toBeReckoned) {
    others = 0;
    rest = toBeReckoned;
  }

  /** What each would ask without any policy, where policy touches the tender. */
  long[] withoutAnyFen() {
    return othersFen[0];
  }

  /** What each would ask under other rules; see {@link #others}. */
  long[] otherwiseFen(int variant) {
    complete();
    return othersFen[variant];
  }

  /** Under how many other rules it says what each would ask. */
  int others() {
    complete();
    return others;
  }

  private void complete() {
    if (rest.isPresent()) {
      Rest due = rest.get();
      rest = Optional.empty();
      due.reckon(this);
    }
  }

  /** Room for what the field would ask under one more set of rules. */
  long[] another() {
    if (others == othersFen.length) {
      othersFen = Arrays.copyOf(othersFen, others + 1);
      othersFen[others] = new long[places.length];
    }
    return othersFen[others++];
  }

  /**
   * The place in the field of a provider; negative where it is not in it, or nobody is asked for.
   */
  int indexOf(int provider) {
    for (int i = 0; provider >= 0 && i < size; i++) {
      if (places[i] == provider) {
        return i;
      }
    }
    return -1;
  }

  /** The same, which stays as it is when this one is filled anew. */
  public Bids copy() {
    complete();
    Bids copy = new Bids(places.length);
    copy.size = size;
    System.arraycopy(places, 0, copy.places, 0, size);
    System.arraycopy(askedFen, 0, copy.askedFen, 0, size);
    System.arraycopy(refusals, 0, copy.refusals, 0, size);
    System.arraycopy(because, 0, copy.because, 0, size);
    System.arraycopy(qualityPpm, 0, copy.qualityPpm, 0, size);
    copy.ceilingFen = ceilingFen;
    copy.turnout = turnout;
    copy.openTurnout = openTurnout;
    copy.others = others;
    copy.othersFen = new long[others][];
    for (int i = 0; i < others; i++) {
      copy.othersFen[i] = Arrays.copyOf(othersFen[i], size);
    }
    return copy;
  }
}
