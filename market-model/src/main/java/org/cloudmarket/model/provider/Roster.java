package org.cloudmarket.model.provider;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.scenario.Scenario;

/** The providers of a scenario by their places in its sorted list, and who serves which city. */
public final class Roster {

  private final List<Provider> providers;
  private final long[] keys;
  private final int[][] ecosystemPpm;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, int[]> serving = new HashMap<>();

  /** The roster of a scenario. */
  public Roster(Scenario scenario) {
    providers = scenario.providers();
    keys = new long[providers.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = Draws.key(providers.get(i).id());
      places.put(providers.get(i).id(), i);
    }
    ecosystemPpm = new int[keys.length][Segment.values().length];
    for (int i = 0; i < keys.length; i++) {
      for (Segment segment : Segment.values()) {
        ecosystemPpm[i][segment.ordinal()] =
            providers.get(i).ecosystemPpm().getOrDefault(segment, 0);
      }
    }
    for (City city : scenario.cities()) {
      serving.put(
          city.id(),
          IntStream.range(0, keys.length)
              .filter(i -> providers.get(i).serves(city.id()))
              .toArray());
    }
  }

  /** How many there are. */
  public int size() {
    return keys.length;
  }

  /** The provider at a place. */
  public Provider at(int place) {
    return providers.get(place);
  }

  /** What draws know a provider by. */
  public long key(int place) {
    return keys[place];
  }

  /** The pull of a provider's other products on a segment. */
  public int ecosystemPpm(int place, Segment segment) {
    return ecosystemPpm[place][segment.ordinal()];
  }

  /**
   * The place of a provider; -1 for the empty id.
   *
   * @throws IllegalArgumentException for an id that is not on the roster
   */
  public int place(String id) {
    if (id.isEmpty()) {
      return -1;
    }
    Integer place = places.get(id);
    if (place == null) {
      throw new IllegalArgumentException("no provider '" + id + "'");
    }
    return place;
  }

  /**
   * The place of a provider in a list that ascends by id, given the place of the one before it:
   * cheaper than to look it up.
   *
   * @throws IllegalArgumentException where the id is not on the roster, or not behind that place
   */
  public int placeAfter(int before, String id) {
    for (int place = before + 1; place < keys.length; place++) {
      if (providers.get(place).id().equals(id)) {
        return place;
      }
    }
    throw new IllegalArgumentException("no provider '" + id + "', or not in the order of ids");
  }

  /** The id at a place; empty for -1. */
  public String id(int place) {
    return place < 0 ? "" : providers.get(place).id();
  }

  /**
   * Providers that serve a city, open yet or not, by ascending place.
   *
   * @throws IllegalArgumentException for a city that the scenario does not have
   */
  public int[] serving(String city) {
    int[] field = serving.get(city);
    if (field == null) {
      throw new IllegalArgumentException("no city '" + city + "'");
    }
    return field;
  }
}
