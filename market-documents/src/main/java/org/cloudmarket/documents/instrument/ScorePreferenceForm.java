package org.cloudmarket.documents.instrument;

import java.util.SortedSet;
import org.cloudmarket.documents.reading.Fields;
import org.cloudmarket.model.instrument.ScorePreference;
import org.cloudmarket.model.market.Ownership;

/** A {@link ScorePreference} in documents. */
final class ScorePreferenceForm extends InstrumentForm<ScorePreference> {

  private final FieldSpec<ScorePreference, SortedSet<Ownership>> ownerships =
      has(
          FieldSpec.words(
              "ownerships",
              "Preferred ownerships; with providers, at least one of either.",
              "ownership",
              Ownership.class,
              0,
              ScorePreference::ownerships));
  private final FieldSpec<ScorePreference, SortedSet<String>> providers =
      has(FieldSpec.providers("providers", "Preferred providers.", ScorePreference::providers));
  private final FieldSpec<ScorePreference, Boolean> cityCloudOnly =
      has(
          FieldSpec.flag(
              "cityCloudOnly",
              "Whether of those only a city's own cloud is preferred.",
              false,
              ScorePreference::cityCloudOnly));
  private final FieldSpec<ScorePreference, Long> bonusPoints =
      has(FieldSpec.points("bonusPoints", "Points added.", 50, ScorePreference::bonusMicroPoints));
  private final FieldSpec<ScorePreference, Integer> priceDeduction =
      has(
          FieldSpec.fraction(
              "priceDeduction",
              "Part of the price that evaluation leaves out.",
              0,
              500_000,
              0,
              ScorePreference::priceDeductionPpm));

  ScorePreferenceForm() {
    super(
        ScorePreference.class,
        ScorePreference.TYPE,
        "Score preference",
        "Some providers are preferred and nobody is shut out: bonus points in the evaluation, or a"
            + " deduction from the price that is evaluated. The price that is paid stays the same.");
  }

  @Override
  ScorePreference make(Filled filled) {
    return new ScorePreference(
        filled.of(ownerships),
        filled.of(providers),
        filled.of(cityCloudOnly),
        filled.of(bonusPoints),
        filled.of(priceDeduction));
  }

  @Override
  void examine(Filled filled, Fields policy) {
    if (filled.of(ownerships).isEmpty() && filled.of(providers).isEmpty()) {
      policy.fault(
          ownerships.name(),
          "names nobody, nor do its providers; a preference says whom it prefers");
    }
  }
}
