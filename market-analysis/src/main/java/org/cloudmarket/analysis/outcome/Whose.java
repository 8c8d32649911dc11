package org.cloudmarket.analysis.outcome;

import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Segment;

/** Whose part is measured. */
public sealed interface Whose {

  /** All of it. */
  record Everybody() implements Whose {}

  /**
   * What one provider has.
   *
   * @param provider its id
   */
  record OfProvider(String provider) implements Whose {}

  /** What all providers of an ownership have, each in the months in which it is of that. */
  record OfOwnership(Ownership ownership) implements Whose {}

  /** What a segment's buyers have. */
  record OfSegment(Segment segment) implements Whose {}

  /**
   * What a city's buyers have.
   *
   * @param city its id
   */
  record OfCity(String city) implements Whose {}

  /**
   * What a policy is like, whatever anybody has.
   *
   * @param policy its id; a market need not have it
   */
  record OfPolicy(String policy) implements Whose {}
}
