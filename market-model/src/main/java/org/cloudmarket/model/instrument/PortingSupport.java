package org.cloudmarket.model.instrument;

import java.util.Optional;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.policy.BuyerGroup;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.RulesDraft;
import org.cloudmarket.model.policy.Surroundings;

/**
 * Government bears a part of what it costs a buyer to move to another provider. So a move is
 * cheaper for the buyer, and the incumbent loses that part of its points for continuity that stands
 * for this money. Nobody is preferred and nobody shut out.
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
    rules.sparePorting(costSharePpm);
  }

  @Override
  public void examine(Surroundings in) {
    boolean spares =
        in.bound().stream()
            .map(BuyerGroup::segment)
            .map(in::segment)
            .flatMap(Optional::stream)
            .anyMatch(profile -> profile.portingCostPpm() > 0);
    if (!spares && !in.bound().isEmpty()) {
      in.warn(
          "spares nobody anything, since no segment in its scope has a portingCost: the policy"
              + " touches nobody");
    }
  }
}
