package org.cloudmarket.model.instrument;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.Words;
import org.cloudmarket.model.policy.ProviderChange;
import org.cloudmarket.model.policy.Surroundings;

/**
 * A provider's own step, which is not government's but stands on the same timeline: in the pull of
 * its other products, in quality, in cost or in where it serves. It takes the step back where the
 * policy ends.
 *
 * @param provider who; its id
 * @param ecosystemChangePpm what its pull on segments gains or loses; each -1,000,000..1,000,000.
 *     The pull itself stays within 0..1,000,000
 * @param qualityChangePpm what its own level of quality gains or loses, to which its quality then
 *     goes by degrees; -1,000,000..1,000,000
 * @param costChangePpm the part by which its unit cost rises or falls; {@value
 *     #LEAST_COST_CHANGE_PPM}..1,000,000
 * @param opensIn ids of cities that it then serves too
 */
public record ProviderMove(
    String provider,
    SortedMap<Segment, Integer> ecosystemChangePpm,
    int qualityChangePpm,
    int costChangePpm,
    SortedSet<String> opensIn)
    implements ProviderChange {

  /** The name of the kind. */
  public static final String TYPE = "provider-move";

  /** At the most half of a cost is saved. */
  public static final int LEAST_COST_CHANGE_PPM = -500_000;

  public ProviderMove {
    Ids.check("provider", provider);
    ecosystemChangePpm = Collections.unmodifiableSortedMap(new TreeMap<>(ecosystemChangePpm));
    for (int change : ecosystemChangePpm.values()) {
      Ranges.within("ecosystemChange", change, -Ranges.PPM, Ranges.PPM);
    }
    Ranges.within("qualityChange", qualityChangePpm, -Ranges.PPM, Ranges.PPM);
    Ranges.within("costChange", costChangePpm, LEAST_COST_CHANGE_PPM, Ranges.PPM);
    opensIn = Collections.unmodifiableSortedSet(new TreeSet<>(opensIn));
    if (ecosystemChangePpm.values().stream().allMatch(change -> change == 0)
        && qualityChangePpm == 0
        && costChangePpm == 0
        && opensIn.isEmpty()) {
      throw new IllegalArgumentException(
          "a provider's move changes its ecosystem, its quality or its cost, or opens in a city");
    }
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public Provider change(Provider before) {
    SortedMap<Segment, Integer> pull = new TreeMap<>(before.ecosystemPpm());
    ecosystemChangePpm.forEach(
        (segment, change) ->
            pull.put(segment, Math.clamp(pull.getOrDefault(segment, 0) + change, 0, Ranges.PPM)));
    SortedSet<String> cities = new TreeSet<>(before.cities());
    if (!cities.isEmpty()) { // Who serves everywhere goes on doing so.
      cities.addAll(opensIn);
    }
    return before.offering(
        cities,
        Math.clamp(before.qualityPpm() + qualityChangePpm, 0, Ranges.PPM),
        Math.clamp(
            Ranges.scale(before.unitCostMilliFen(), Ranges.PPM + costChangePpm),
            Provider.LEAST_UNIT_COST_MILLI_FEN,
            Provider.MOST_UNIT_COST_MILLI_FEN),
        pull);
  }

  @Override
  public Set<String> namedCities() {
    return opensIn;
  }

  @Override
  public void examine(Surroundings in) {
    warnIfItStaysAsItIs(in);
    in.provider(provider)
        .ifPresent(
            mover -> {
              SortedSet<String> served = new TreeSet<>(opensIn);
              served.removeIf(city -> !mover.serves(city));
              if (!served.isEmpty()) {
                in.warn(
                    "opensIn",
                    "names " + Words.some(served) + ", which '" + mover.id() + "' serves already");
              }
            });
  }
}
