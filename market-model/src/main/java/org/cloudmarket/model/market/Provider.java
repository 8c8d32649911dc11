package org.cloudmarket.model.market;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A provider as the scenario starts with it.
 *
 * @param id kebab-case
 * @param name as people write it
 * @param ownership who owns it
 * @param foreignCapitalPpm part of its capital that is foreign
 * @param ownerGroup the id of the group that it belongs to
 * @param cities where it serves; empty means everywhere
 * @param opens the first month in which it bids, as {@link Months}
 * @param qualityPpm its own level of quality, 0..1,000,000
 * @param certificationLevel 1..5, after China's multi-level protection scheme
 * @param unitCostMilliFen what a unit costs it in the first month, in thousandths of a fen a month
 * @param standingPpm political standing, 0..1,000,000
 * @param ecosystemPpm pull of its other products on a segment, 0..1,000,000; absent means none
 * @param strategy how it prices
 * @param fringe whether it stands for the rest of the market: no learning, no investment, counts as
 *     several bidders
 */
public record Provider(
    String id,
    String name,
    Ownership ownership,
    int foreignCapitalPpm,
    String ownerGroup,
    SortedSet<String> cities,
    int opens,
    int qualityPpm,
    int certificationLevel,
    long unitCostMilliFen,
    int standingPpm,
    SortedMap<Segment, Integer> ecosystemPpm,
    PricingStrategy strategy,
    boolean fringe) {

  /** The highest certification. */
  public static final int TOP_CERTIFICATION = 5;

  /** The lowest cost of a unit. */
  public static final long LEAST_UNIT_COST_MILLI_FEN = 1_000;

  /** The highest cost of a unit. */
  public static final long MOST_UNIT_COST_MILLI_FEN = 10_000_000;

  public Provider {
    Ids.check("provider", id);
    Ids.check("owner group", ownerGroup);
    String what = "provider " + id + ": ";
    Ranges.within(what + "foreignCapital", foreignCapitalPpm, 0, Ranges.PPM);
    Ranges.within(what + "quality", qualityPpm, 0, Ranges.PPM);
    Ranges.within(what + "certificationLevel", certificationLevel, 1, TOP_CERTIFICATION);
    Ranges.within(
        what + "unitCostMilliFen",
        unitCostMilliFen,
        LEAST_UNIT_COST_MILLI_FEN,
        MOST_UNIT_COST_MILLI_FEN);
    Ranges.within(what + "standing", standingPpm, 0, Ranges.PPM);
    cities = Collections.unmodifiableSortedSet(new TreeSet<>(cities));
    ecosystemPpm = Collections.unmodifiableSortedMap(new TreeMap<>(ecosystemPpm));
    for (int pull : ecosystemPpm.values()) {
      Ranges.within(what + "ecosystem", pull, 0, Ranges.PPM);
    }
  }

  /** The same provider in other hands, with what follows for its standing and its pull. */
  public Provider owned(
      Ownership by,
      String group,
      int foreignPpm,
      int standing,
      SortedMap<Segment, Integer> pullPpm) {
    return new Provider(
        id,
        name,
        by,
        foreignPpm,
        group,
        cities,
        opens,
        qualityPpm,
        certificationLevel,
        unitCostMilliFen,
        standing,
        pullPpm,
        strategy,
        fringe);
  }

  /** The same provider with another offer. */
  public Provider offering(
      SortedSet<String> inCities,
      int quality,
      long costMilliFen,
      SortedMap<Segment, Integer> pullPpm) {
    return new Provider(
        id,
        name,
        ownership,
        foreignCapitalPpm,
        ownerGroup,
        inCities,
        opens,
        quality,
        certificationLevel,
        costMilliFen,
        standingPpm,
        pullPpm,
        strategy,
        fringe);
  }

  /** Whether its bids come from outside. */
  public boolean external() {
    return strategy == PricingStrategy.EXTERNAL || strategy == PricingStrategy.EXTERNAL_SIGNED;
  }

  /** Whether it serves a city. */
  public boolean serves(String city) {
    return cities.isEmpty() || cities.contains(city);
  }

  /** Whether it is one city's own cloud: a state provider that serves named cities only. */
  public boolean cityCloud() {
    return ownership == Ownership.STATE && !cities.isEmpty();
  }
}
