package org.cloudmarket.procurement.store.run;

import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.message.PolicyMessage.Outcome;

/** What a run is doing. */
public enum RunStatus implements Kebab {
  ORDERED,
  RUNNING,
  /** It waits for people before it opens another month. */
  PAUSED,
  FINISHED,
  CANCELLED,
  FAILED;

  static RunStatus of(Outcome outcome) {
    return switch (outcome) {
      case FINISHED -> FINISHED;
      case CANCELLED -> CANCELLED;
      case FAILED -> FAILED;
    };
  }

  /** Whether nothing more will happen. */
  public boolean ended() {
    return this == FINISHED || this == CANCELLED || this == FAILED;
  }
}
