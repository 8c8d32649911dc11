package org.cloudmarket.model.market;

/** How sensitive a buyer's data are, after China's Data Security Law (2021), art. 21. */
public enum DataClass implements Kebab {
  GENERAL,
  IMPORTANT,
  CORE;

  private final String id = Kebab.super.id();

  @Override
  public String id() {
    return id;
  }
}
