package org.cloudmarket.procurement.store.award;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.cloudmarket.model.market.Segment;

/**
 * A tender's id as numbers: {@code bank-17-c3-r1} is the second call for the third contract of
 * {@code bank-17}.
 *
 * @param buyer the buyer's id
 * @param attempt 0 for the first call
 */
public record TenderNumber(String buyer, int contract, int attempt) {

  private static final String CONTRACT = "-c";
  private static final String ATTEMPT = "-r";
  private static final String NEWCOMER = "new-";

  /** Reads the id of a tender, if it is one. */
  public static Optional<TenderNumber> parse(String tender) {
    int end = tender.lastIndexOf(CONTRACT);
    if (end < 1) {
      return Optional.empty();
    }
    int again = tender.indexOf(ATTEMPT, end + CONTRACT.length());
    OptionalInt contract =
        digits(tender, end + CONTRACT.length(), again < 0 ? tender.length() : again);
    OptionalInt attempt =
        again < 0 ? OptionalInt.of(0) : digits(tender, again + ATTEMPT.length(), tender.length());
    if (contract.isEmpty() || attempt.isEmpty() || (again >= 0 && attempt.getAsInt() == 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new TenderNumber(tender.substring(0, end), contract.getAsInt(), attempt.getAsInt()));
  }

  /** The id of a tender. */
  static String text(String buyer, int contract, int attempt) {
    return buyer + CONTRACT + contract + (attempt == 0 ? "" : ATTEMPT + attempt);
  }

  /** The number of the buyer in whatever segment its id begins with. */
  OptionalInt buyerNumber() {
    return Arrays.stream(Segment.values())
        .map(this::buyerNumber)
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElseGet(OptionalInt::empty);
  }

  /**
   * The number of the buyer in its segment, negative for a newcomer; empty for a buyer that has a
   * name instead.
   */
  public OptionalInt buyerNumber(Segment segment) {
    String stem = segment.id();
    if (buyer.length() < stem.length() + 2
        || !buyer.startsWith(stem)
        || buyer.charAt(stem.length()) != '-') {
      return OptionalInt.empty();
    }
    int from = stem.length() + 1;
    boolean newcomer = buyer.startsWith(NEWCOMER, from);
    OptionalInt number = digits(buyer, newcomer ? from + NEWCOMER.length() : from, buyer.length());
    if (number.isEmpty() || number.getAsInt() == 0) {
      return OptionalInt.empty();
    }
    return newcomer ? OptionalInt.of(-number.getAsInt()) : number;
  }

  /** The id of the buyer with a number. */
  static String buyer(Segment segment, int number) {
    return number < 0 ? segment.id() + "-" + NEWCOMER + -number : segment.id() + "-" + number;
  }

  /** A number as it is written without needless zeros, of nine digits at the most. */
  private static OptionalInt digits(String text, int from, int to) {
    int most = 9;
    if (from >= to || to - from > most || (text.charAt(from) == '0' && to - from > 1)) {
      return OptionalInt.empty();
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return OptionalInt.empty();
      }
      number = number * 10 + digit - '0';
    }
    return OptionalInt.of(number);
  }
}
