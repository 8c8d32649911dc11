package org.cloudmarket.procurement.store.award;

import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;

/**
 * What every outcome has in common, and people look for.
 *
 * @param provider who won, who complains, or who holds the contract that goes on or gets no
 *     successor; empty where nobody does
 * @param displaced whether policy gave the contract to another than would have had it
 */
public record Traits(
    OutcomeType type, Segment segment, String city, String provider, boolean displaced) {

  /** Those of an outcome. */
  public static Traits of(Decided outcome) {
    OutcomeType type = OutcomeType.of(outcome);
    return switch (outcome) {
      case ContractAwarded award ->
          new Traits(
              type,
              award.client().segment(),
              award.client().city(),
              award.win().provider(),
              award.displaced());
      case TenderFailed failure ->
          new Traits(type, failure.segment(), failure.city(), failure.incumbent(), false);
      case ContractExtended extension ->
          new Traits(type, extension.segment(), extension.city(), extension.incumbent(), false);
      case ComplaintFiled complaint ->
          new Traits(type, complaint.segment(), complaint.city(), complaint.complainant(), false);
    };
  }
}
