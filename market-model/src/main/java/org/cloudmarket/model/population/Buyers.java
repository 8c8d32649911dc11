package org.cloudmarket.model.population;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.random.Draws;

/**
 * The buyers of a shard and their contracts, in columns by place: 59 bytes each, and half as much
 * again at the most where more come than there is room for. Places are given in the order of
 * admission and stay.
 */
public final class Buyers {

  private static final Segment[] SEGMENTS = Segment.values();
  private static final DataClass[] DATA_CLASSES = DataClass.values();

  private int size;

  // What a buyer is, for the whole run.
  private long[] hashes = {};
  private int[] numbers = {}; // Of its segment; negative for newcomers, 0 for named ones.
  private byte[] segments = {};
  private byte[] dataClasses = {};
  private short[] cities = {};
  private int[] exposuresPpm = {};
  private long[] baseUnits = {};
  private final Map<Integer, String> names = new HashMap<>();

  // Its contract.
  private short[] providers = {};
  private long[] baseFen = {};
  private long[] unitPricesMilliFen = {};
  private int[] dues = {};
  private int[] contracts = {};
  private int[] failures = {};
  private boolean[] bridged = {};

  // Places plus one by the hashes of ids, with open addressing; made when it is first asked.
  private int[] index = {};

  /** How many there are. */
  public int size() {
    return size;
  }

  /**
   * Takes one more in, which has no contract yet.
   *
   * @param number its number in its segment: negative for a newcomer
   * @param hash of its id; see {@link Draws#hash(String)}
   * @param segment its kind
   * @param city the place of its city in the scenario's sorted list
   * @param dataClass the data that it holds
   * @param exposurePpm how far its leaders answer to government, 0..1,000,000
   * @param units volume at the start's level of demand, 1 and up
   * @param due the month of its first tender
   * @return its place, which is the next
   */
  int admit(
      int number,
      long hash,
      Segment segment,
      int city,
      DataClass dataClass,
      int exposurePpm,
      long units,
      int due) {
    if (size == hashes.length) {
      grow(Math.max(64, size + size / 2));
    }
    int place = size++;
    hashes[place] = hash;
    numbers[place] = number;
    segments[place] = (byte) segment.ordinal();
    dataClasses[place] = (byte) dataClass.ordinal();
    cities[place] = (short) city;
    exposuresPpm[place] = exposurePpm;
    baseUnits[place] = units;
    providers[place] = -1;
    dues[place] = due;
    if (index.length > 0) {
      enter(place);
    }
    return place;
  }

  /**
   * Takes one in that has a name for its id, as {@link #admit(int, long, Segment, int, DataClass,
   * int, long, int)} takes others in.
   */
  int admit(
      String name,
      long hash,
      Segment segment,
      int city,
      DataClass dataClass,
      int exposurePpm,
      long units) {
    names.put(size, name);
    return admit(0, hash, segment, city, dataClass, exposurePpm, units, Months.NEVER);
  }

  /** Makes room for so many in all, so that admitting them copies nothing. */
  public void reserve(int room) {
    if (room > hashes.length) {
      grow(room);
    }
  }

  private void grow(int room) {
    hashes = Arrays.copyOf(hashes, room);
    numbers = Arrays.copyOf(numbers, room);
    segments = Arrays.copyOf(segments, room);
    dataClasses = Arrays.copyOf(dataClasses, room);
    cities = Arrays.copyOf(cities, room);
    exposuresPpm = Arrays.copyOf(exposuresPpm, room);
    baseUnits = Arrays.copyOf(baseUnits, room);
    providers = Arrays.copyOf(providers, room);
    baseFen = Arrays.copyOf(baseFen, room);
    unitPricesMilliFen = Arrays.copyOf(unitPricesMilliFen, room);
    dues = Arrays.copyOf(dues, room);
    contracts = Arrays.copyOf(contracts, room);
    failures = Arrays.copyOf(failures, room);
    bridged = Arrays.copyOf(bridged, room);
  }

  /** Its id. */
  public String id(int place) {
    return numbers[place] == 0 ? names.get(place) : BuyerIds.id(segment(place), numbers[place]);
  }

  /** The hash of its id; see {@link Draws#hash(String)}. */
  public long hash(int place) {
    return hashes[place];
  }

  /** What draws know it by. */
  public long key(int place) {
    return Draws.mix(hashes[place]);
  }

  /** Its kind. */
  public Segment segment(int place) {
    return SEGMENTS[segments[place]];
  }

  /** The data that it holds. */
  public DataClass dataClass(int place) {
    return DATA_CLASSES[dataClasses[place]];
  }

  /** The place of its city. */
  public int city(int place) {
    return cities[place];
  }

  /** How far its leaders answer to government. */
  public int exposurePpm(int place) {
    return exposuresPpm[place];
  }

  /** Its volume at the start's level of demand. */
  public long baseUnits(int place) {
    return baseUnits[place];
  }

  /** Who holds its contract; -1 for nobody. */
  public int provider(int place) {
    return providers[place];
  }

  /** The annual value of its contract at the start's volume. */
  public long baseFen(int place) {
    return baseFen[place];
  }

  /** What it pays for a unit and month. */
  public long unitPriceMilliFen(int place) {
    return unitPricesMilliFen[place];
  }

  /** The month in which its next tender is due. */
  public int due(int place) {
    return dues[place];
  }

  /** The number of its contract; 0 for none yet. */
  public int contract(int place) {
    return contracts[place];
  }

  /** Its failed tenders since the contract ended. */
  public int failures(int place) {
    return failures[place];
  }

  /** Whether a mandate's grace was used. */
  public boolean bridged(int place) {
    return bridged[place];
  }

  /** Its contract, all of it. */
  public Contract contractOf(int place) {
    return new Contract(
        providers[place],
        baseFen[place],
        unitPricesMilliFen[place],
        dues[place],
        contracts[place],
        failures[place],
        bridged[place]);
  }

  /** It has another contract, or the same under other terms. */
  public void set(int place, Contract contract) {
    providers[place] = (short) contract.provider();
    baseFen[place] = contract.baseFen();
    unitPricesMilliFen[place] = contract.unitPriceMilliFen();
    dues[place] = contract.due();
    contracts[place] = contract.number();
    failures[place] = contract.failures();
    bridged[place] = contract.bridged();
  }

  /** It has a new contract, which is its next. */
  public void award(int place, int provider, long annualBaseFen, long unitPriceMilliFen, int due) {
    providers[place] = (short) provider;
    baseFen[place] = annualBaseFen;
    unitPricesMilliFen[place] = unitPriceMilliFen;
    dues[place] = due;
    contracts[place]++;
    failures[place] = 0;
    bridged[place] = false;
  }

  /** Its tender failed: it tries again in a later month. */
  public void fail(int place, int due) {
    dues[place] = due;
    failures[place]++;
  }

  /** A grace bridges its contract up to a month. */
  public void bridge(int place, int due) {
    dues[place] = due;
    bridged[place] = true;
  }

  /** The place of a buyer by its id; -1 where there is none of that id. */
  public int place(String id) {
    if (index.length == 0) {
      reindex();
    }
    long hash = Draws.hash(id);
    for (int at = at(hash); index[at] != 0; at = at + 1 & index.length - 1) {
      if (hashes[index[at] - 1] == hash && id(index[at] - 1).equals(id)) {
        return index[at] - 1;
      }
    }
    return -1;
  }

  private void enter(int place) {
    if (size > index.length / 2) {
      reindex();
      return;
    }
    int at = at(hashes[place]);
    while (index[at] != 0) {
      at = at + 1 & index.length - 1;
    }
    index[at] = place + 1;
  }

  private void reindex() {
    index = new int[Math.max(64, Integer.highestOneBit(size) * 4)];
    for (int place = 0; place < size; place++) {
      enter(place);
    }
  }

  private int at(long hash) {
    return (int) Draws.mix(hash) & index.length - 1;
  }
}
