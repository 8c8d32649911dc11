package org.cloudmarket.model.population;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.random.Draws;

/**
 * The buyers of a shard and their contracts, in rows by place: 60 bytes for each that there is room
 * for. Where more come than were foreseen, room is made for half as many again. Places are given in
 * the order of admission and stay.
 */
public final class Buyers {

  private static final Segment[] SEGMENTS = Segment.values();
  private static final DataClass[] DATA_CLASSES = DataClass.values();

  // A buyer's words in its row: what it is for the whole run, and its contract. A tender needs
  // nearly all of them at once, so they lie together.
  private static final int HASH = 0;
  private static final int BASE_UNITS = 1;
  private static final int BASE_FEN = 2;
  private static final int UNIT_PRICE = 3;
  private static final int NUMBER_AND_EXPOSURE = 4; // Upper and lower half.
  private static final int CONTRACT_AND_FAILURES = 5; // Upper and lower half.
  private static final int KINDS = 6;
  private static final int WORDS = 7;

  // Where the bits of KINDS begin.
  private static final int CITY = 16;
  private static final int SEGMENT = 32;
  private static final int DATA_CLASS = 40;
  private static final int BRIDGED = 48;

  private int size;
  private long[] rows = {};
  private int[] dues = {}; // Looked through each month.
  private final Map<Integer, String> names = new HashMap<>();

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
    if (size == dues.length) {
      grow(Math.max(64, size + size / 2));
    }
    int place = size++;
    int row = place * WORDS;
    rows[row + HASH] = hash;
    rows[row + BASE_UNITS] = units;
    rows[row + NUMBER_AND_EXPOSURE] = both(number, exposurePpm);
    rows[row + KINDS] =
        (long) city << CITY
            | (long) segment.ordinal() << SEGMENT
            | (long) dataClass.ordinal() << DATA_CLASS;
    set(place, -1, 0, 0, due, 0, 0, false);
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
    if (room > dues.length) {
      grow(room);
    }
  }

  private void grow(int room) {
    rows = Arrays.copyOf(rows, Math.multiplyExact(room, WORDS));
    dues = Arrays.copyOf(dues, room);
  }

  private static long both(int upper, int lower) {
    return (long) upper << 32 | lower; // The lower half is never negative.
  }

  private int number(int place) {
    return (int) (rows[place * WORDS + NUMBER_AND_EXPOSURE] >> 32);
  }

  private long kinds(int place) {
    return rows[place * WORDS + KINDS];
  }

  /** Its id. */
  public String id(int place) {
    return number(place) == 0 ? names.get(place) : BuyerIds.id(segment(place), number(place));
  }

  /** The hash of its id; see {@link Draws#hash(String)}. */
  public long hash(int place) {
    return rows[place * WORDS + HASH];
  }

  /** What draws know it by. */
  public long key(int place) {
    return Draws.mix(hash(place));
  }

  /** Its kind. */
  public Segment segment(int place) {
    return SEGMENTS[(byte) (kinds(place) >> SEGMENT)];
  }

  /** The data that it holds. */
  public DataClass dataClass(int place) {
    return DATA_CLASSES[(byte) (kinds(place) >> DATA_CLASS)];
  }

  /** The place of its city. */
  public int city(int place) {
    return (short) (kinds(place) >> CITY);
  }

  /** How far its leaders answer to government. */
  public int exposurePpm(int place) {
    return (int) rows[place * WORDS + NUMBER_AND_EXPOSURE];
  }

  /** Its volume at the start's level of demand. */
  public long baseUnits(int place) {
    return rows[place * WORDS + BASE_UNITS];
  }

  /** Who holds its contract; -1 for nobody. */
  public int provider(int place) {
    return (short) kinds(place);
  }

  /** The annual value of its contract at the start's volume. */
  public long baseFen(int place) {
    return rows[place * WORDS + BASE_FEN];
  }

  /** What it pays for a unit and month. */
  public long unitPriceMilliFen(int place) {
    return rows[place * WORDS + UNIT_PRICE];
  }

  /** The month in which its next tender is due. */
  public int due(int place) {
    return dues[place];
  }

  /**
   * The first from a place on whose next tender is due by a month; the size where there is none.
   */
  public int firstDue(int from, int month) {
    int place = from;
    while (place < size && dues[place] > month) {
      place++;
    }
    return place;
  }

  /** The number of its contract; 0 for none yet. */
  public int contract(int place) {
    return (int) (rows[place * WORDS + CONTRACT_AND_FAILURES] >> 32);
  }

  /** Its failed tenders since the contract ended. */
  public int failures(int place) {
    return (int) rows[place * WORDS + CONTRACT_AND_FAILURES];
  }

  /** Whether a mandate's grace was used. */
  public boolean bridged(int place) {
    return (kinds(place) >> BRIDGED & 1) == 1;
  }

  /** Its contract, all of it. */
  public Contract contractOf(int place) {
    return new Contract(
        provider(place),
        baseFen(place),
        unitPriceMilliFen(place),
        due(place),
        contract(place),
        failures(place),
        bridged(place));
  }

  /** It has another contract, or the same under other terms. */
  public void set(int place, Contract contract) {
    set(
        place,
        contract.provider(),
        contract.baseFen(),
        contract.unitPriceMilliFen(),
        contract.due(),
        contract.number(),
        contract.failures(),
        contract.bridged());
  }

  /** It has a new contract, which is its next. */
  public void award(int place, int provider, long annualBaseFen, long unitPriceMilliFen, int due) {
    set(place, provider, annualBaseFen, unitPriceMilliFen, due, contract(place) + 1, 0, false);
  }

  private void set(
      int place,
      int provider,
      long annualBaseFen,
      long unitPriceMilliFen,
      int due,
      int contract,
      int failures,
      boolean bridged) {
    int row = place * WORDS;
    rows[row + BASE_FEN] = annualBaseFen;
    rows[row + UNIT_PRICE] = unitPriceMilliFen;
    rows[row + CONTRACT_AND_FAILURES] = both(contract, failures);
    long lasting = rows[row + KINDS] & ~(0xffffL | 1L << BRIDGED);
    rows[row + KINDS] = lasting | (provider & 0xffffL) | (bridged ? 1L << BRIDGED : 0);
    dues[place] = due;
  }

  /** Its tender failed: it tries again in a later month. */
  public void fail(int place, int due) {
    dues[place] = due;
    rows[place * WORDS + CONTRACT_AND_FAILURES]++;
  }

  /** A grace bridges its contract up to a month. */
  public void bridge(int place, int due) {
    dues[place] = due;
    rows[place * WORDS + KINDS] |= 1L << BRIDGED;
  }

  /** The place of a buyer by its id; -1 where there is none of that id. */
  public int place(String id) {
    if (index.length == 0) {
      reindex();
    }
    long hash = Draws.hash(id);
    for (int at = at(hash); index[at] != 0; at = at + 1 & index.length - 1) {
      if (hash(index[at] - 1) == hash && id(index[at] - 1).equals(id)) {
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
    int at = at(hash(place));
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
