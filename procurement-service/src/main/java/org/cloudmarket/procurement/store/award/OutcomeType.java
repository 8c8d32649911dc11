package org.cloudmarket.procurement.store.award;

import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.message.AwardsMessage.ComplaintFiled;
import org.cloudmarket.model.message.AwardsMessage.ContractAwarded;
import org.cloudmarket.model.message.AwardsMessage.ContractExtended;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.model.message.AwardsMessage.TenderFailed;

/** What an outcome can be, by the name that its message has in a record. */
public enum OutcomeType implements Kebab {
  CONTRACT_AWARDED('a'),
  TENDER_FAILED('f'),
  CONTRACT_EXTENDED('e'),
  COMPLAINT_FILED('c');

  private static final OutcomeType[] ALL = values();

  private final char letter;

  OutcomeType(char letter) {
    this.letter = letter;
  }

  /** What stands for it in the database. */
  public char letter() {
    return letter;
  }

  /**
   * The type that a letter stands for.
   *
   * @throws IllegalArgumentException where it stands for none
   */
  static OutcomeType of(String letter) {
    for (OutcomeType type : ALL) {
      if (letter.length() == 1 && letter.charAt(0) == type.letter) {
        return type;
      }
    }
    throw new IllegalArgumentException("'" + letter + "' stands for no type");
  }

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
