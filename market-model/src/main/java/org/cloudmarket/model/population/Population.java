package org.cloudmarket.model.population;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.MarketParameters;
import org.cloudmarket.model.market.NamedBuyer;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.market.Segment;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.random.Draws;
import org.cloudmarket.model.random.Normal;
import org.cloudmarket.model.random.Purpose;
import org.cloudmarket.model.scenario.Scenario;

/**
 * The buyers of a scenario, made from the seed. Every buyer is a pure function of (scenario, seed,
 * its id), so one more changes no other. Newcomers enter month by month, since what people enact
 * may change how many come.
 *
 * <p>Spend, city and first provider of a segment's n-th buyer lie on a three-dimensional Kronecker
 * sequence with a keyed offset (Roberts 2018, "The unreasonable effectiveness of quasirandom
 * sequences"): the opening stock is stratified by spend and by city, and yet nobody's place depends
 * on how many others there are.
 */
public final class Population {

  /**
   * What a unit of volume costs at list price, in fen a month: one unit of the currency. Only a
   * scale.
   */
  public static final long UNIT_FEN_PER_MONTH = 100;

  /** Fractional parts of g^-1, g^-2, g^-3 in 64 bits, where g is the root of x^4 = x + 1. */
  private static final long[] STRIDES = {
    0xd1b54a32d192ed03L, 0xabc98388fb8fac03L, 0x8cb92ba72f3d8dd7L
  };

  private final Scenario scenario;
  private final long seed;
  private final int shard;
  private final int shards;
  private final int openingMarkupPpm;
  private final Map<Segment, Entrance> entrances = new EnumMap<>(Segment.class);

  /** The next newcomer of a segment. */
  private static final class Entrance {
    private int number = 1;
    private int month;

    Entrance(int month) {
      this.month = month;
    }
  }

  /**
   * The buyers of one shard.
   *
   * @param scenario as it was ordered: its first providers hold the opening stock
   */
  public Population(Scenario scenario, long seed, int shard, int shards) {
    this.scenario = scenario;
    this.seed = seed;
    this.shard = shard;
    this.shards = shards;
    openingMarkupPpm =
        scenario.parameters().markupBasePpm()
            + scenario.parameters().markupFieldPpm() / openField(scenario);
    scenario
        .segments()
        .keySet()
        .forEach(each -> entrances.put(each, new Entrance(scenario.start())));
  }

  /** Which shard a buyer belongs to. */
  public static int shardOf(long buyerKey, int shards) {
    return Draws.below(Draws.mix(buyerKey), shards);
  }

  /** Those with a contract at the start, one after the other, sorted by id. */
  public void atStart(Consumer<Buyer> each) {
    long[] drawn = new long[scenario.segments().values().stream().mapToInt(this::atStart).sum()];
    int count = 0;
    for (SegmentProfile profile : scenario.segments().values()) {
      for (int number = 1; number <= atStart(profile); number++) {
        if (isHere(BuyerIds.hash(profile.segment(), number))) {
          drawn[count++] = BuyerIds.sortable(profile.segment(), number);
        }
      }
    }
    Arrays.sort(drawn, 0, count);
    int next = 0;
    for (NamedBuyer named : scenario.namedBuyers()) {
      if (isHere(Draws.hash(named.id()))) {
        while (next < count && BuyerIds.id(drawn[next]).compareTo(named.id()) < 0) {
          each.accept(drawn(drawn[next++], Integer.MIN_VALUE));
        }
        each.accept(named(named));
      }
    }
    while (next < count) {
      each.accept(drawn(drawn[next++], Integer.MIN_VALUE));
    }
  }

  private int atStart(SegmentProfile profile) {
    return atStart(scenario, profile);
  }

  /**
   * Those that have entered since this was asked last, one after the other, sorted by id.
   *
   * @param month up to which, it included
   */
  public void newcomers(DemandPath demand, int month, Consumer<Buyer> each) {
    // By the sortable number of the id, which is unique.
    SortedMap<Long, Integer> entries = new TreeMap<>();
    for (SegmentProfile profile : scenario.segments().values()) {
      newcomers(profile, entrances.get(profile.segment()), demand, month, entries);
    }
    entries.forEach((newcomer, entry) -> each.accept(drawn(newcomer, entry)));
  }

  private void newcomers(
      SegmentProfile profile,
      Entrance entrance,
      DemandPath demand,
      int until,
      SortedMap<Long, Integer> into) {
    long stem = Draws.stem(seed, Purpose.ENTRY);
    int atStart = atStart(profile);
    while (true) {
      long hash = BuyerIds.hash(profile.segment(), -entrance.number);
      long draw = Draws.with(stem, Draws.mix(hash));
      // Between number - 1 and number, so newcomers enter in the order of their numbers.
      long threshold = (long) entrance.number * Ranges.PPM - Draws.ppm(draw);
      while (entrance.month <= until
          && demand.enteredPpm(profile.segment(), entrance.month) * atStart < threshold) {
        entrance.month++;
      }
      if (entrance.month > until) {
        return;
      }
      if (isHere(hash)) {
        into.put(BuyerIds.sortable(profile.segment(), -entrance.number), entrance.month);
      }
      entrance.number++;
    }
  }

  private boolean isHere(long hash) {
    return shardOf(Draws.mix(hash), shards) == shard;
  }

  /** How many buyers of a segment hold a contract at the start. */
  public static int atStart(Scenario scenario, SegmentProfile profile) {
    return atStart(scenario.buyers(), profile);
  }

  /**
   * How many buyers of a segment hold a contract at the start: its part, to the nearest whole one.
   *
   * @param buyers of all segments, as the scenario asks for them
   */
  public static int atStart(int buyers, SegmentProfile profile) {
    return (int) (((long) buyers * profile.buyerSharePpm() + Ranges.PPM / 2) / Ranges.PPM);
  }

  /**
   * @param sortable of its id; see {@link BuyerIds}
   * @param entry the month in which a newcomer enters
   */
  private Buyer drawn(long sortable, int entry) {
    SegmentProfile profile = scenario.segments().get(BuyerIds.segment(sortable));
    int number = BuyerIds.number(sortable);
    long hash = BuyerIds.hash(profile.segment(), number);
    long key = Draws.mix(hash);
    boolean newcomer = number < 0;
    long[] place = place(profile, Math.abs(number), newcomer);
    long units = units(spend(profile, place[0]));
    DataClass dataClass =
        part(
            profile.dataClassesPpm(),
            Draws.ppm(Draws.with(Draws.stem(seed, Purpose.DATA_CLASS), key)));
    MarketParameters parameters = scenario.parameters();
    long deviation =
        (long) Draws.normalPpm(Draws.with(Draws.stem(seed, Purpose.EXPOSURE), key))
            * parameters.exposureSdPpm()
            / Ranges.PPM;
    int exposure = Math.clamp(profile.exposurePpm() + deviation, 0, Ranges.PPM);
    Contract opening;
    if (newcomer) {
      opening = Contract.none(entry);
    } else {
      String holder = part(profile.stockPpm(), Draws.ppm(place[2]));
      opening = opening(key, units, holder, scenario.start() + remaining(profile, key));
    }
    return new Buyer(
        "",
        number,
        hash,
        profile.segment(),
        pick(scenario.cities(), place[1]),
        dataClass,
        exposure,
        units,
        opening);
  }

  private Buyer named(NamedBuyer named) {
    long units = units(named.annualSpendFen());
    long hash = Draws.hash(named.id());
    return new Buyer(
        named.id(),
        0,
        hash,
        named.segment(),
        place("city", scenario.cities(), City::id, named.city()),
        named.dataClass(),
        named.exposurePpm(),
        units,
        opening(Draws.mix(hash), units, named.incumbent(), named.contractEnds()));
  }

  private Contract opening(long key, long units, String holder, int ends) {
    int provider = place("provider", scenario.providers(), Provider::id, holder);
    MarketParameters parameters = scenario.parameters();
    long noise =
        (long) Draws.normalPpm(Draws.with(Draws.stem(seed, Purpose.OPENING_PRICE), key))
            * parameters.bidNoisePpm()
            / Ranges.PPM;
    long price =
        Ranges.scale(scenario.providers().get(provider).unitCostMilliFen(), Ranges.PPM + noise);
    price = Math.max(1, Ranges.scale(price, Ranges.PPM + openingMarkupPpm));
    return Contract.first(provider, units * 12 * price / 1_000, price, ends);
  }

  /** How many bidders an open field holds at the start: those who serve everywhere. */
  private static int openField(Scenario scenario) {
    int bidders = 0;
    for (Provider provider : scenario.providers()) {
      if (provider.opens() <= scenario.start() && provider.cities().isEmpty()) {
        bidders += scenario.rules().biddersOf(provider);
      }
    }
    return Math.max(1, bidders);
  }

  /**
   * Months that the contract at the start still runs. A running contract is the likelier a long
   * one.
   */
  private int remaining(SegmentProfile profile, long key) {
    long weight = 0;
    for (Map.Entry<Integer, Integer> term : profile.termsPpm().entrySet()) {
      weight += (long) term.getKey() * term.getValue();
    }
    long draw = Draws.with(Draws.stem(seed, Purpose.CONTRACT_AGE), key);
    long at = Math.unsignedMultiplyHigh(draw, weight);
    for (Map.Entry<Integer, Integer> term : profile.termsPpm().entrySet()) {
      at -= (long) term.getKey() * term.getValue();
      if (at < 0) {
        return Draws.below(Draws.mix(draw), term.getKey());
      }
    }
    throw new IllegalStateException("terms add up to a million");
  }

  private long[] place(SegmentProfile profile, int number, boolean newcomer) {
    long stem =
        Draws.with(Draws.stem(seed, Purpose.POPULATION_OFFSET), Draws.key(profile.segment().id()));
    stem = Draws.with(stem, newcomer ? 1 : 0);
    long[] place = new long[STRIDES.length];
    for (int axis = 0; axis < place.length; axis++) {
      place[axis] = Draws.with(stem, axis) + number * STRIDES[axis];
    }
    return place;
  }

  /** Log-normal about the segment's mean, capped. */
  private static long spend(SegmentProfile profile, long draw) {
    double sd = profile.spendLogSdPpm() / 1e6;
    double uniform = ((draw >>> 11) + 0.5) * 0x1p-53;
    double spend =
        profile.meanAnnualSpendFen() * StrictMath.exp(sd * Normal.quantile(uniform) - sd * sd / 2);
    return (long) Math.min(spend, (double) profile.meanAnnualSpendFen() * profile.spendCap());
  }

  private static long units(long annualSpendFen) {
    return Math.max(1, annualSpendFen / (12 * UNIT_FEN_PER_MONTH));
  }

  /** The place of a city, the likelier the more it weighs. */
  private static int pick(List<City> cities, long draw) {
    long all = 0;
    for (City city : cities) {
      all += city.weight();
    }
    long at = Math.unsignedMultiplyHigh(draw, all);
    for (int place = 0; place < cities.size(); place++) {
      at -= cities.get(place).weight();
      if (at < 0) {
        return place;
      }
    }
    throw new IllegalStateException("weights are positive");
  }

  private static <K> K part(SortedMap<K, Integer> partsPpm, int at) {
    int left = at;
    for (Map.Entry<K, Integer> part : partsPpm.entrySet()) {
      left -= part.getValue();
      if (left < 0) {
        return part.getKey();
      }
    }
    throw new IllegalStateException("parts add up to a million");
  }

  private static <T> int place(String what, List<T> among, Function<T, String> ids, String id) {
    for (int place = 0; place < among.size(); place++) {
      if (ids.apply(among.get(place)).equals(id)) {
        return place;
      }
    }
    throw new IllegalArgumentException("no " + what + " '" + id + "'");
  }
}
