package org.cloudmarket.model.message;

import java.util.List;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;

/** What providers answer. */
public sealed interface BidsMessage extends ShardMessage {

  /**
   * The bid book of a tender: every provider that serves the city, with its bid or its reason not
   * to bid.
   *
   * @param ceilingFen the buyer's budget for the whole contract; 0 where an open field could make
   *     no offer
   * @param bids sorted by provider id
   * @param otherwise the same field under other rules, for the counterfactual; empty where no
   *     policy touches the tender; else first with no policy at all, then, where several touch it,
   *     without each alone
   */
  record BidsSubmitted(
      TenderPublished tender, long ceilingFen, List<Bid> bids, List<Otherwise> otherwise)
      implements BidsMessage {
    public BidsSubmitted {
      bids = List.copyOf(bids);
      otherwise = List.copyOf(otherwise);
    }

    @Override
    public String run() {
      return tender.run();
    }

    @Override
    public int shard() {
      return tender.shard();
    }
  }

  /**
   * The bid books of tenders that were published together, in their order.
   *
   * @param books of one month of one shard, at least one
   */
  record BidBooksSubmitted(List<BidsSubmitted> books) implements BidsMessage {
    public BidBooksSubmitted {
      books = List.copyOf(books);
      if (books.isEmpty()) {
        throw new IllegalArgumentException("no bid book is submitted");
      }
      for (BidsSubmitted book : books) {
        book.tender.requireBeside(books.getFirst().tender);
      }
    }

    @Override
    public String run() {
      return books.getFirst().run();
    }

    @Override
    public int shard() {
      return books.getFirst().shard();
    }

    /** The month that is open. */
    public int month() {
      return books.getFirst().tender().month();
    }
  }

  /** All bid books of the month are out. */
  record BidsClosed(String run, int shard, int month, int count) implements BidsMessage {}
}
