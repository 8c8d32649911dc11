package org.cloudmarket.procurement.store.experiment;

import org.cloudmarket.model.market.Kebab;

/** What an experiment is doing. */
public enum ExperimentStatus implements Kebab {
  /** Nobody works at it yet. */
  ORDERED,
  RUNNING,
  FINISHED,
  CANCELLED,
  FAILED;

  /** Whether nothing more will happen. */
  public boolean ended() {
    return this == FINISHED || this == CANCELLED || this == FAILED;
  }
}
