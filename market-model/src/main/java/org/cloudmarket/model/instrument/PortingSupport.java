package org.cloudmarket.model.instrument;

import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.RulesDraft;

/**
 * Government bears a part of what it costs a buyer to move to another provider. So the incumbent
 * has fewer points for continuity. Nobody is preferred and nobody shut out.
 *
 * @param costSharePpm the part of the cost that government bears; 1..1,000,000
 */
public record PortingSupport(int costSharePpm) implements Instrument {

  /** The name of the kind. */
  public static final String TYPE = "porting-support";

  public PortingSupport {
    Ranges.within("costShare", costSharePpm, 1, Ranges.PPM);
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public void shape(RulesDraft rules) {
    rules.spareContinuity(costSharePpm);
  }
}
