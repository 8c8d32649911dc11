package org.cloudmarket.procurement.store.award;

import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;

/** What an outcome can be, by the name that its message has in a record. */
public enum OutcomeType implements Kebab {
  CONTRACT_AWARDED,
  TENDER_FAILED,
  CONTRACT_EXTENDED,
  COMPLAINT_FILED;

  /** The type of an outcome. */
  public static OutcomeType of(Decided outcome) {
    return switch (outcome) {
      case ContractAwarded _ -> CONTRACT_AWARDED;
      case TenderFailed _ -> TENDER_FAILED;
      case ContractExtended _ -> CONTRACT_EXTENDED;
      case ComplaintFiled _ -> COMPLAINT_FILED;
    };
  }
}
