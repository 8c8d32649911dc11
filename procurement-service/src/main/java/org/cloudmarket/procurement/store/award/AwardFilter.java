package org.cloudmarket.procurement.store.award;

import java.util.Optional;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.message.AwardsMessage.Decided;

/**
 * Which outcomes of a run are asked for.
 *
 * @param from the first month, as {@link Months}
 * @param to the last month; {@link Months#NEVER} for all that come
 * @param provider as {@link Traits} has it
 */
public record AwardFilter(
    int from,
    int to,
    Optional<OutcomeType> type,
    Optional<Segment> segment,
    Optional<String> city,
    Optional<String> provider,
    Optional<Boolean> displaced) {

  /** Every outcome. */
  public static final AwardFilter ALL =
      new AwardFilter(
          0,
          Months.NEVER,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Those of one month. */
  AwardFilter in(int month) {
    return new AwardFilter(
        Math.max(from, month), Math.min(to, month), type, segment, city, provider, displaced);
  }

  /** Whether an outcome is asked for. */
  public boolean takes(Decided outcome) {
    Traits traits = Traits.of(outcome);
    return outcome.month() >= from
        && outcome.month() <= to
        && agrees(type, traits.type())
        && agrees(segment, traits.segment())
        && agrees(city, traits.city())
        && agrees(provider, traits.provider())
        && agrees(displaced, traits.displaced());
  }

  private static <T> boolean agrees(Optional<T> asked, T value) {
    return asked.isEmpty() || asked.get().equals(value);
  }
}
