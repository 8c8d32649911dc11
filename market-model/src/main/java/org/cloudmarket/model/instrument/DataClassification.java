package org.cloudmarket.model.instrument;

import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Weights;
import org.cloudmarket.model.policy.BuyerGroup;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.RulesDraft;
import org.cloudmarket.model.policy.Surroundings;

/**
 * Data are more sensitive than before: they demand a higher certification, and security and
 * standing weigh more where they are important or core. Modelled on the Data Security Law (2021),
 * art. 21. A provider whose certification is too low only for the raised class is shut out by this
 * policy.
 *
 * @param raiseTo data of a lower class are treated as of this one; {@link DataClass#GENERAL} leaves
 *     all as they are
 * @param movedMicroPoints points that core data move from the other criteria to security and
 *     standing, in millionths; 0..40 points. Important data move {@value #IMPORTANT_PPM} millionths
 *     of that, general data nothing
 */
public record DataClassification(DataClass raiseTo, long movedMicroPoints) implements Instrument {

  /** The name of the kind. */
  public static final String TYPE = "data-classification";

  /** The part of the points that important data move. An assumption. */
  private static final int IMPORTANT_PPM = 600_000;

  public DataClassification {
    Ranges.within("pointsMoved", movedMicroPoints, 0, 40 * Weights.POINT);
    if (raiseTo == DataClass.GENERAL && movedMicroPoints == 0) {
      throw new IllegalArgumentException("a data classification raises a class or moves points");
    }
  }

  @Override
  public String type() {
    return TYPE;
  }

  /** The points in millionths that move for data that are treated as of a class. */
  public long movedMicroPoints(DataClass treatedAs) {
    return switch (treatedAs) {
      case GENERAL -> 0;
      case IMPORTANT -> Ranges.scale(movedMicroPoints, IMPORTANT_PPM);
      case CORE -> movedMicroPoints;
    };
  }

  @Override
  public void shape(RulesDraft rules) {
    rules.classify(raiseTo, this::movedMicroPoints);
  }

  @Override
  public void examine(Surroundings in) {
    boolean touches =
        in.bound().stream()
            .map(BuyerGroup::dataClass)
            .anyMatch(own -> own.compareTo(raiseTo) < 0 || movedMicroPoints(own) > 0);
    if (!touches && !in.bound().isEmpty()) {
      in.warn(
          "raises no buyer's class of data, and moves no points for those that they have: the"
              + " policy touches nobody");
    }
  }
}
