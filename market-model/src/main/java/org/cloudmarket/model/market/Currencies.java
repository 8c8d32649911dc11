package org.cloudmarket.model.market;

import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The currencies that a scenario's money can be in: those whose unit is parted into hundredths. All
 * sums are whole hundredths, which the model calls fen whatever the currency; nothing is ever
 * converted.
 */
public final class Currencies {

  /** The yuan of China, whose hundredths are fen. */
  public static final Currency CNY = Currency.getInstance("CNY");

  private Currencies() {}

  /** The ISO 4217 codes of these, sorted. */
  public static List<String> codes() {
    return all().filter(Currencies::hasHundredths).map(Currency::getCurrencyCode).sorted().toList();
  }

  /** The currency with this ISO 4217 code, with hundredths or without. */
  public static Optional<Currency> find(String code) {
    return all().filter(currency -> currency.getCurrencyCode().equals(code)).findFirst();
  }

  /** Whether a unit is parted into hundredths: two decimal places. */
  public static boolean hasHundredths(Currency currency) {
    return currency.getDefaultFractionDigits() == 2;
  }

  private static Stream<Currency> all() {
    return Currency.getAvailableCurrencies().stream();
  }
}
