package org.cloudmarket.model.market;

/** Who owns a provider. {@code IN_HOUSE} is a buyer's or a city's own computing centre. */
public enum Ownership implements Kebab {
  STATE,
  PRIVATE,
  FOREIGN,
  IN_HOUSE;

  private final String id = Kebab.super.id();

  @Override
  public String id() {
    return id;
  }
}
