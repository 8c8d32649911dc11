package org.cloudmarket.documents.instrument;

import java.util.SortedMap;
import java.util.SortedSet;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.instrument.ProviderMove;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;

/** A {@link ProviderMove} in documents. */
final class ProviderMoveForm extends InstrumentForm<ProviderMove> {

  private final FieldSpec<ProviderMove, String> provider =
      has(FieldSpec.provider("provider", "Who makes the move.", ProviderMove::provider));
  private final FieldSpec<ProviderMove, SortedMap<Segment, Integer>> ecosystemChange =
      has(
          FieldSpec.fractionsBySegment(
              "ecosystemChange",
              "What the pull of its other products on segments gains or loses.",
              -Ranges.PPM,
              Ranges.PPM,
              ProviderMove::ecosystemChangePpm));
  private final FieldSpec<ProviderMove, Integer> qualityChange =
      has(
          FieldSpec.fraction(
              "qualityChange",
              "What its own level of quality gains or loses; quality goes there by degrees.",
              -Ranges.PPM,
              Ranges.PPM,
              0,
              ProviderMove::qualityChangePpm));
  private final FieldSpec<ProviderMove, Integer> costChange =
      has(
          FieldSpec.fraction(
              "costChange",
              "The part by which its unit cost rises or falls.",
              ProviderMove.LEAST_COST_CHANGE_PPM,
              Ranges.PPM,
              0,
              ProviderMove::costChangePpm));
  private final FieldSpec<ProviderMove, SortedSet<String>> opensIn =
      has(FieldSpec.cities("opensIn", "Cities that it then serves too.", ProviderMove::opensIn));

  ProviderMoveForm() {
    super(
        ProviderMove.class,
        ProviderMove.TYPE,
        "Provider's move",
        "A provider's own step, not government's: in the pull of its other products, in quality, in"
            + " cost, or in the cities that it serves.");
  }

  @Override
  ProviderMove make(Filled filled) {
    return new ProviderMove(
        filled.of(provider),
        filled.of(ecosystemChange),
        filled.of(qualityChange),
        filled.of(costChange),
        filled.of(opensIn));
  }

  @Override
  void examine(Filled filled, Fields policy) {
    if (filled.of(ecosystemChange).values().stream().allMatch(change -> change == 0)
        && filled.of(qualityChange) == 0
        && filled.of(costChange) == 0
        && filled.of(opensIn).isEmpty()) {
      policy.fault(
          provider.name(),
          "stays as it is; name an ecosystemChange, qualityChange, costChange or opensIn");
    }
  }
}
