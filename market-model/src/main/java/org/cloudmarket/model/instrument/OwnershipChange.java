package org.cloudmarket.model.instrument;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Ownership;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.policy.Instrument;
import org.cloudmarket.model.policy.ProviderChange;
import org.cloudmarket.model.policy.Surroundings;

/**
 * A provider's owners change: a spin-off, state investors, a sale abroad. What it was before comes
 * back where the policy ends.
 *
 * @param provider whose; its id
 * @param ownership who owns it then; empty where that stays. No provider becomes an in-house centre
 * @param ownerGroup the id of the group that it then belongs to; empty where it stays in its own
 * @param foreignCapitalPpm the part of its capital that is then foreign; empty where that stays
 * @param standingChangePpm what its political standing gains or loses; -1,000,000..1,000,000. The
 *     standing itself stays within 0..1,000,000
 * @param pullLostPpm the part of its ecosystem pull that it loses on leaving its owner group; above
 *     0 only beside an owner group
 */
public record OwnershipChange(
    String provider,
    Optional<Ownership> ownership,
    Optional<String> ownerGroup,
    OptionalInt foreignCapitalPpm,
    int standingChangePpm,
    int pullLostPpm)
    implements ProviderChange {

  /** The name of the kind. */
  public static final String TYPE = "ownership-change";

  public OwnershipChange {
    Ids.check("provider", provider);
    ownerGroup.ifPresent(group -> Ids.check("owner group", group));
    if (ownership.equals(Optional.of(Ownership.IN_HOUSE))) {
      throw new IllegalArgumentException("a provider on the market cannot become an in-house one");
    }
    foreignCapitalPpm.ifPresent(part -> Ranges.within("foreignCapital", part, 0, Ranges.PPM));
    Ranges.within("standingChange", standingChangePpm, -Ranges.PPM, Ranges.PPM);
    Ranges.within("pullLost", pullLostPpm, 0, Ranges.PPM);
    if (ownership.isEmpty()
        && ownerGroup.isEmpty()
        && foreignCapitalPpm.isEmpty()
        && standingChangePpm == 0) {
      throw new IllegalArgumentException(
          "an ownership change says what changes: ownership, owner group, foreign capital or"
              + " standing");
    }
    if (pullLostPpm > 0 && ownerGroup.isEmpty()) {
      throw new IllegalArgumentException("pull is lost only by leaving an owner group for another");
    }
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Provider change(Provider before) {
    SortedMap<Segment, Integer> pull = new TreeMap<>(before.ecosystemPpm());
    pull.replaceAll((_, ppm) -> (int) Ranges.scale(ppm, Ranges.PPM - pullLostPpm));
    return before.owned(
        ownership.orElse(before.ownership()),
        ownerGroup.orElse(before.ownerGroup()),
        foreignCapitalPpm.orElse(before.foreignCapitalPpm()),
        Math.clamp(before.standingPpm() + standingChangePpm, 0, Ranges.PPM),
        pull);
  }

  /** Changes of one provider come one upon another, but it has one owner at a time. */
  @Override
  public Optional<String> conflictsWith(Instrument other, List<Provider> providers) {
    return other instanceof OwnershipChange second
            && provider.equals(second.provider)
            && (differ(ownership, second.ownership)
                || differ(ownerGroup, second.ownerGroup)
                || differ(
                    foreignCapitalPpm.stream().boxed().findFirst(),
                    second.foreignCapitalPpm.stream().boxed().findFirst()))
        ? Optional.of("'" + provider + "' cannot be owned in two ways")
        : Optional.empty();
  }

  private static <T> boolean differ(Optional<T> one, Optional<T> other) {
    return one.isPresent() && other.isPresent() && !one.equals(other);
  }

  @Override
  public void examine(Surroundings in) {
    warnIfItStaysAsItIs(in);
    in.provider(provider)
        .filter(owned -> owned.ownership() == Ownership.IN_HOUSE && ownership.isPresent())
        .ifPresent(
            owned ->
                in.fault("ownership", "cannot change: '" + owned.id() + "' is an in-house centre"));
  }
}
