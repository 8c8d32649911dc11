package org.cloudmarket.model.population;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.cloudmarket.model.market.City;
import org.cloudmarket.model.market.DataClass;
import org.cloudmarket.model.market.Months;
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

  /** How many buyers for each at the start are foreseen at the most. */
  private static final int MOST_FORESEEN = 5;

  /** So many bits fit a month of any run. */
  private static final int BITS_OF_MONTH = 10;

  private final Scenario scenario;
  private final int shard;
  private final int shards;
  private final int openingMarkupPpm;
  private final long dataClassStem;
  private final long exposureStem;
  private final long entryStem;
  private final long openingPriceStem;
  private final long contractAgeStem;
  private final Map<Segment, Kind> kinds = new EnumMap<>(Segment.class);
  private final long[] cityWeights; // Each with those of all cities before it.

  // Scratch space: newcomers of a month, each as its sortable number and its month.
  private long[] entering = new long[64];
  private int entered;

  /** What the buyers of a segment are drawn from, looked up once, and its next newcomer. */
  private static final class Kind {
    private final SegmentProfile profile;
    private final int atStart;

    // By axis: where those at the start are offset, and where newcomers are.
    private final long[] atStartOffsets = new long[STRIDES.length];
    private final long[] newcomerOffsets = new long[STRIDES.length];
    private final DataClass[] dataClasses;
    private final int[] dataClassesPpm;
    private final int[] holders; // Their places.
    private final int[] holdersPpm;
    private final int[] terms;
    private final int[] termsPpm;
    private int number = 1;
    private int month;

    Kind(SegmentProfile profile, Scenario scenario, long seed) {
      this.profile = profile;
      atStart = atStart(scenario, profile);
      month = scenario.start();
      long stem = Draws.stem(seed, Purpose.POPULATION_OFFSET);
      stem = Draws.with(stem, Draws.key(profile.segment().id()));
      for (int axis = 0; axis < STRIDES.length; axis++) {
        atStartOffsets[axis] = Draws.with(Draws.with(stem, 0), axis);
        newcomerOffsets[axis] = Draws.with(Draws.with(stem, 1), axis);
      }
      dataClasses = profile.dataClassesPpm().keySet().toArray(DataClass[]::new);
      dataClassesPpm = ints(profile.dataClassesPpm().values());
      holders =
          profile.stockPpm().keySet().stream()
              .mapToInt(id -> place("provider", scenario.providers(), Provider::id, id))
              .toArray();
      holdersPpm = ints(profile.stockPpm().values());
      terms = ints(profile.termsPpm().keySet());
      termsPpm = ints(profile.termsPpm().values());
    }

    private static int[] ints(Collection<Integer> numbers) {
      return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The place of a buyer on an axis of the sequence. */
    long at(int axis, int drawn) {
      long offset = drawn < 0 ? newcomerOffsets[axis] : atStartOffsets[axis];
      return offset + Math.abs(drawn) * STRIDES[axis];
    }
  }

  /**
   * The buyers of one shard.
   *
   * @param scenario as it was ordered: its first providers hold the opening stock
   */
  public Population(Scenario scenario, long seed, int shard, int shards) {
    this.scenario = scenario;
    this.shard = shard;
    this.shards = shards;
    openingMarkupPpm =
        scenario.parameters().markupBasePpm()
            + scenario.parameters().markupFieldPpm() / openField(scenario);
    dataClassStem = Draws.stem(seed, Purpose.DATA_CLASS);
    exposureStem = Draws.stem(seed, Purpose.EXPOSURE);
    entryStem = Draws.stem(seed, Purpose.ENTRY);
    openingPriceStem = Draws.stem(seed, Purpose.OPENING_PRICE);
    contractAgeStem = Draws.stem(seed, Purpose.CONTRACT_AGE);
    for (SegmentProfile profile : scenario.segments().values()) {
      kinds.put(profile.segment(), new Kind(profile, scenario, seed));
    }
    cityWeights = new long[scenario.cities().size()];
    long all = 0;
    for (int place = 0; place < cityWeights.length; place++) {
      all += scenario.cities().get(place).weight();
      cityWeights[place] = all;
    }
  }

  /** Which shard a buyer belongs to. */
  public static int shardOf(long buyerKey, int shards) {
    return Draws.below(Draws.mix(buyerKey), shards);
  }

  /**
   * About how many there will be here when the run ends, if demand goes on as it is; but at most
   * {@value #MOST_FORESEEN} times those at the start.
   */
  public int foreseen(DemandPath demand) {
    long atStart = 0;
    long newcomers = 0;
    for (Kind kind : kinds.values()) {
      atStart += kind.atStart;
      newcomers +=
          kind.atStart * demand.enteredPpm(kind.profile.segment(), scenario.end() - 1) / Ranges.PPM
              + 1;
    }
    long all = atStart + Math.min(newcomers, (MOST_FORESEEN - 1) * atStart);
    // Chance may give a shard a few more than its part.
    long here = shards == 1 ? all : all / shards + all / shards / 16;
    return Math.toIntExact(here + scenario.namedBuyers().size());
  }

  /** Admits those with a contract at the start, sorted by id. */
  public void atStart(Buyers into) {
    long[] drawn = new long[kinds.values().stream().mapToInt(kind -> kind.atStart).sum()];
    int count = 0;
    for (Kind kind : kinds.values()) {
      Segment segment = kind.profile.segment();
      for (int number = 1; number <= kind.atStart; number++) {
        if (isHere(BuyerIds.hash(segment, number))) {
          drawn[count++] = BuyerIds.sortable(segment, number);
        }
      }
    }
    Arrays.sort(drawn, 0, count);
    int next = 0;
    for (NamedBuyer named : scenario.namedBuyers()) {
      if (isHere(Draws.hash(named.id()))) {
        while (next < count && BuyerIds.id(drawn[next]).compareTo(named.id()) < 0) {
          draw(drawn[next++], Months.NEVER, into);
        }
        admit(named, into);
      }
    }
    while (next < count) {
      draw(drawn[next++], Months.NEVER, into);
    }
  }

  /**
   * Admits those that have entered since this was asked last, sorted by id.
   *
   * @param month up to which, it included
   */
  public void newcomers(DemandPath demand, int month, Buyers into) {
    entered = 0;
    for (Kind kind : kinds.values()) {
      newcomers(kind, demand, month);
    }
    Arrays.sort(entering, 0, entered); // Each sortable number is there once.
    for (int i = 0; i < entered; i++) {
      int since = (int) entering[i] & ((1 << BITS_OF_MONTH) - 1);
      draw(entering[i] >> BITS_OF_MONTH, scenario.start() + since, into);
    }
  }

  private void newcomers(Kind kind, DemandPath demand, int until) {
    Segment segment = kind.profile.segment();
    while (true) {
      long hash = BuyerIds.hash(segment, -kind.number);
      long draw = Draws.with(entryStem, Draws.mix(hash));
      // Between number - 1 and number, so newcomers enter in the order of their numbers.
      long threshold = (long) kind.number * Ranges.PPM - Draws.ppm(draw);
      while (kind.month <= until
          && demand.enteredPpm(segment, kind.month) * kind.atStart < threshold) {
        kind.month++;
      }
      if (kind.month > until) {
        return;
      }
      if (isHere(hash)) {
        if (entered == entering.length) {
          entering = Arrays.copyOf(entering, 2 * entered);
        }
        entering[entered++] =
            BuyerIds.sortable(segment, -kind.number) << BITS_OF_MONTH
                | (kind.month - scenario.start());
      }
      kind.number++;
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
   * Draws a buyer and admits it.
   *
   * @param sortable of its id; see {@link BuyerIds}
   * @param entry the month in which a newcomer enters
   */
  private void draw(long sortable, int entry, Buyers into) {
    Kind kind = kinds.get(BuyerIds.segment(sortable));
    SegmentProfile profile = kind.profile;
    int number = BuyerIds.number(sortable);
    long hash = BuyerIds.hash(profile.segment(), number);
    long key = Draws.mix(hash);
    long units = units(spend(profile, kind.at(0, number)));
    int dataClass = part(kind.dataClassesPpm, Draws.ppm(Draws.with(dataClassStem, key)));
    long deviation =
        (long) Draws.normalPpm(Draws.with(exposureStem, key))
            * scenario.parameters().exposureSdPpm()
            / Ranges.PPM;
    int place =
        into.admit(
            number,
            hash,
            profile.segment(),
            city(kind.at(1, number)),
            kind.dataClasses[dataClass],
            Math.clamp(profile.exposurePpm() + deviation, 0, Ranges.PPM),
            units,
            entry);
    if (number > 0) {
      int holder = kind.holders[part(kind.holdersPpm, Draws.ppm(kind.at(2, number)))];
      stock(place, key, units, holder, scenario.start() + remaining(kind, key), into);
    }
  }

  private void admit(NamedBuyer named, Buyers into) {
    long units = units(named.annualSpendFen());
    long hash = Draws.hash(named.id());
    int place =
        into.admit(
            named.id(),
            hash,
            named.segment(),
            place("city", scenario.cities(), City::id, named.city()),
            named.dataClass(),
            named.exposurePpm(),
            units);
    int holder = place("provider", scenario.providers(), Provider::id, named.incumbent());
    stock(place, Draws.mix(hash), units, holder, named.contractEnds(), into);
  }

  /** Gives a buyer the contract that runs when the simulation begins. */
  private void stock(int place, long key, long units, int holder, int ends, Buyers into) {
    long noise =
        (long) Draws.normalPpm(Draws.with(openingPriceStem, key))
            * scenario.parameters().bidNoisePpm()
            / Ranges.PPM;
    long price =
        Ranges.scale(scenario.providers().get(holder).unitCostMilliFen(), Ranges.PPM + noise);
    price = Math.max(1, Ranges.scale(price, Ranges.PPM + openingMarkupPpm));
    into.award(place, holder, units * 12 * price / 1_000, price, ends);
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
  private int remaining(Kind kind, long key) {
    long weight = 0;
    for (int i = 0; i < kind.terms.length; i++) {
      weight += (long) kind.terms[i] * kind.termsPpm[i];
    }
    long draw = Draws.with(contractAgeStem, key);
    long at = Math.unsignedMultiplyHigh(draw, weight);
    int i = 0;
    while (at >= (long) kind.terms[i] * kind.termsPpm[i]) {
      at -= (long) kind.terms[i] * kind.termsPpm[i++];
    }
    return Draws.below(Draws.mix(draw), kind.terms[i]);
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
  private int city(long draw) {
    long at = Math.unsignedMultiplyHigh(draw, cityWeights[cityWeights.length - 1]);
    int found = Arrays.binarySearch(cityWeights, at);
    // The first whose sum is above: weights are positive, so sums ascend.
    return found < 0 ? -found - 1 : found + 1;
  }

  /** Which of some parts, which add up to a million, a draw below a million falls in. */
  private static int part(int[] partsPpm, int at) {
    int left = at;
    int i = 0;
    while (left >= partsPpm[i]) {
      left -= partsPpm[i++];
    }
    return i;
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
