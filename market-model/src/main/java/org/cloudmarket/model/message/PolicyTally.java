package org.cloudmarket.model.message;

/**
 * What a policy touched in a month.
 *
 * @param policy its id
 * @param tenders decided tenders of buyers in its scope, whether they comply or not
 * @param touched of these, tenders of buyers that applied it
 * @param buyers buyers that applied it: to a tender, or to bridge a contract that ended
 * @param awards awards from tenders of buyers that applied it
 * @param awardedFen their annual value
 * @param costFen what they cost the buyers a year beyond the counterfactual; negative where policy
 *     made them cheaper, 0 for those that nobody would have won
 * @param portingFen what these buyers paid once for moves beyond the counterfactual
 * @param complaints complaints against it
 * @param displaced awards that it displaced alone
 * @param displacedFen their annual value
 * @param failed tenders of buyers in its scope that brought no contract
 * @param inScopeFen annual value of all awards of buyers in its scope
 */
public record PolicyTally(
    String policy,
    int tenders,
    int touched,
    int buyers,
    int awards,
    long awardedFen,
    long costFen,
    long portingFen,
    int complaints,
    int displaced,
    long displacedFen,
    int failed,
    long inScopeFen) {

  /** A policy that touched nothing. */
  public static PolicyTally none(String policy) {
    return new PolicyTally(policy, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Both together. */
  public PolicyTally plus(PolicyTally other) {
    return new PolicyTally(
        policy,
        tenders + other.tenders,
        touched + other.touched,
        buyers + other.buyers,
        awards + other.awards,
        awardedFen + other.awardedFen,
        costFen + other.costFen,
        portingFen + other.portingFen,
        complaints + other.complaints,
        displaced + other.displaced,
        displacedFen + other.displacedFen,
        failed + other.failed,
        inScopeFen + other.inScopeFen);
  }
}
