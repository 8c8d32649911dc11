package org.cloudmarket.analysis.published;

import com.fasterxml.jackson.annotation.JsonValue;
import org.cloudmarket.model.market.Kebab;

/** How near to its origin a published figure was read. */
public enum Quality implements Kebab {
  /** The author's abstract, an official document or a filing was read. */
  PRIMARY,
  /** A page that reports it was read. */
  SECONDARY,
  /** Industry say-so, derived, or not found. */
  WEAK;

  private final String id = Kebab.super.id();

  @Override
  @JsonValue
  public String id() {
    return id;
  }
}
