package org.cloudmarket.exchange.contract;

/**
 * A buyer or a supplier.
 *
 * @param key what the data know it by: its id, or its name where it has none
 * @param name as it is written; its key where it has none
 * @param city where it sits; empty where that is not said
 * @param country as it is written; empty where that is not said
 */
public record Party(String key, String name, String city, String country) {

  /** This party with what another entry of it says too. */
  public Party with(Party other) {
    return new Party(
        key,
        name.equals(key) ? other.name : name,
        city.isEmpty() ? other.city : city,
        country.isEmpty() ? other.country : country);
  }
}
