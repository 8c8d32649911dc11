package org.cloudmarket.model.tender;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.scenario.Scenario;

/** Providers and cities of a scenario by their places in its sorted lists. */
public final class Roster {

  /** The place of nobody, whose id is empty. */
  public static final int NOBODY = -1;

  private static final long KEY_OF_NOBODY = Draws.key("");

  private final List<Provider> providers;
  private final List<City> cities;
  private final long[] keys;
  private final long[] salts;
  private final int[] bidders;
  private final int[][] serving;
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Integer> cityPlaces = new HashMap<>();

  /** The roster of a scenario. */
  public Roster(Scenario scenario) {
    providers = scenario.providers();
    cities = scenario.cities();
    keys = new long[providers.size()];
    salts = new long[keys.length];
    bidders = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      Provider provider = providers.get(i);
      keys[i] = Draws.key(provider.id());
      salts[i] = Draws.salt(keys[i]);
      bidders[i] = scenario.rules().biddersOf(provider);
      places.put(provider.id(), i);
    }
    serving = new int[cities.size()][];
    for (int i = 0; i < serving.length; i++) {
      String city = cities.get(i).id();
      cityPlaces.put(city, i);
      serving[i] =
          IntStream.range(0, keys.length)
              .filter(place -> providers.get(place).serves(city))
              .toArray();
    }
  }

  /** How many providers there are. */
  public int size() {
    return keys.length;
  }

  /** The provider at a place. */
  public Provider at(int place) {
    return providers.get(place);
  }

  /** What draws and digests know a provider by, or {@link #NOBODY}. */
  public long key(int place) {
    return place == NOBODY ? KEY_OF_NOBODY : keys[place];
  }

  /** The salt of a provider's key; see {@link Draws#salt}. */
  long salt(int place) {
    return salts[place];
  }

  /** How many bidders a provider counts for. */
  int bidders(int place) {
    return bidders[place];
  }

  /**
   * The place of a provider; {@link #NOBODY} for the empty id.
   *
   * @throws IllegalArgumentException for an id that is not on the roster
   */
  public int place(String id) {
    if (id.isEmpty()) {
      return NOBODY;
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

  /** The id at a place; empty for {@link #NOBODY}. */
  public String id(int place) {
    return place == NOBODY ? "" : providers.get(place).id();
  }

  /** How many cities there are. */
  public int cities() {
    return cities.size();
  }

  /** The id of the city at a place. */
  public String city(int place) {
    return cities.get(place).id();
  }

  /**
   * The place of a city.
   *
   * @throws IllegalArgumentException for a city that the scenario does not have
   */
  public int placeOfCity(String id) {
    Integer place = cityPlaces.get(id);
    if (place == null) {
      throw new IllegalArgumentException("no city '" + id + "'");
    }
    return place;
  }

  /** Providers that serve a city, open yet or not, by ascending place. */
  public int[] serving(int city) {
    return serving[city];
  }
}
