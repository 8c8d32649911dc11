package org.cloudmarket.model.message;

/**
 * What a policy touched in a month.
 *
 * @param policy its id
 * @param tenders decided tenders of buyers in its scope, whether they comply or not
 * @param touched of these, tenders of buyers that applied it
 * @param complaints complaints against it
 * @param displaced awards that it displaced alone
 * @param displacedFen their annual value
 */
public record PolicyTally(
    String policy, int tenders, int touched, int complaints, int displaced, long displacedFen) {

  /** Both together. */
  public PolicyTally plus(PolicyTally other) {
    return new PolicyTally(
        policy,
        tenders + other.tenders,
        touched + other.touched,
        complaints + other.complaints,
        displaced + other.displaced,
        displacedFen + other.displacedFen);
  }
}
