package org.cloudmarket.model.market;

/** Kinds of buyers. */
public enum Segment implements Kebab {
  GOVERNMENT_AGENCY,
  MUNICIPALITY,
  STATE_ENTERPRISE,
  BANK,
  MANUFACTURER,
  INTERNET_COMPANY,
  OVERSEAS_CUSTOMER,
  CONSUMER_SERVICE;

  private final String id = Kebab.super.id();

  @Override
  public String id() {
    return id;
  }
}
