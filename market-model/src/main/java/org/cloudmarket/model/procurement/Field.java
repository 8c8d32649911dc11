package org.cloudmarket.model.procurement;

import org.cloudmarket.model.message.Bid;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.Otherwise;
import org.cloudmarket.model.provider.Roster;

/**
 * A bid book laid out by places, under the tender's rules or others. Scratch space: filled anew for
 * each tender, so that deciding allocates nothing.
 */
final class Field {

  final int[] places;
  final long[] pricesFen;
  final boolean[] bidding;
  final int[] qualityPpm;
  int size;

  Field(int providers) {
    places = new int[providers];
    pricesFen = new long[providers];
    bidding = new boolean[providers];
    qualityPpm = new int[providers];
  }

  /** As the providers answered. */
  Field actual(BidsSubmitted book, Roster roster) {
    size = book.bids().size();
    int place = -1;
    for (int i = 0; i < size; i++) {
      Bid bid = book.bids().get(i);
      place = roster.placeAfter(place, bid.provider());
      places[i] = place;
      pricesFen[i] = bid.priceFen();
      bidding[i] = bid.answer() == Bid.Answer.BID;
      qualityPpm[i] = bid.qualityPpm();
    }
    return this;
  }

  /** As they would have answered under other rules. */
  Field otherwise(Otherwise otherwise) {
    for (int i = 0; i < size; i++) {
      pricesFen[i] = Math.abs(otherwise.priceFen(i));
      bidding[i] = otherwise.priceFen(i) > 0;
    }
    return this;
  }
}
