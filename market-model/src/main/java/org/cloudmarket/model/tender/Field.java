package org.cloudmarket.model.tender;

import java.util.Arrays;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.message.Bid.Answer;
import org.cloudmarket.model.rules.TenderRules;

/**
 * Those who serve some cities and have opened, under some rules: what no tender of a month changes.
 * Its columns are by the place in the field, which ascends as places on the roster do.
 */
final class Field {

  final TenderRules rules;
  final int[] places;

  /** What draws know each by; see {@link Roster#salt}. */
  final long[] salts;

  /** How many bidders each counts for. */
  final int[] bidders;

  /** Who gets the contract without competition, as a place on the roster; negative for nobody. */
  final int direct;

  /** Who may bid. */
  final boolean[] admitted;

  /** How many bidders those count for together. */
  final int admittedBidders;

  /** Why each that may not bid may not. */
  final Answer[] refusals;

  /** The policy behind a {@link Answer#NOT_ELIGIBLE}, as a place; negative otherwise. */
  final int[] because;

  /** The part of its cost that each bears. */
  final int[] costPpm;

  private final int[] indices; // By the place on the roster.

  Field(Roster roster, int[] places, TenderRules rules) {
    this.rules = rules;
    this.places = places;
    direct = Arrays.binarySearch(places, rules.direct()) >= 0 ? rules.direct() : TenderRules.NONE;
    salts = new long[places.length];
    bidders = new int[places.length];
    admitted = new boolean[places.length];
    refusals = new Answer[places.length];
    because = new int[places.length];
    costPpm = new int[places.length];
    indices = new int[roster.size()];
    Arrays.fill(indices, places.length);
    int together = 0;
    for (int i = 0; i < places.length; i++) {
      int place = places[i];
      indices[place] = i;
      salts[i] = roster.salt(place);
      bidders[i] = roster.bidders(place);
      costPpm[i] = rules.costPpm(place);
      because[i] = TenderRules.NONE;
      admitted[i] = direct == TenderRules.NONE ? rules.admits(place) : place == direct;
      if (admitted[i]) {
        together += bidders[i];
      } else {
        refuse(i, roster.at(place).ownership() == Ownership.IN_HOUSE);
      }
    }
    admittedBidders = together;
  }

  private void refuse(int i, boolean inHouse) {
    int excludedBy = rules.excludedBy(places[i]);
    if (direct != TenderRules.NONE) {
      refusals[i] = Answer.NOT_ELIGIBLE;
      because[i] = rules.directBy();
    } else if (inHouse) {
      refusals[i] = Answer.IN_HOUSE;
    } else if (excludedBy == TenderRules.NONE) {
      refusals[i] = Answer.NOT_CERTIFIED;
    } else {
      refusals[i] = Answer.NOT_ELIGIBLE;
      because[i] = excludedBy;
    }
  }

  int size() {
    return places.length;
  }

  /** Where in the field a provider is; its size for one that is not in it, and for nobody. */
  int indexOf(int place) {
    return place == Roster.NOBODY ? places.length : indices[place];
  }
}
