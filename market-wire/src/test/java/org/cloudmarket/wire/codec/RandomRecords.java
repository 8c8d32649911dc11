package org.cloudmarket.wire.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cloudmarket.model.desk.Fact;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.BidsMessage.BidsSubmitted;
import org.cloudmarket.model.message.ExternalBid;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage;
import org.cloudmarket.model.message.RunsMessage.MonthDue;
import org.cloudmarket.model.message.TendersMessage.BidsDue;
import org.cloudmarket.model.message.TendersMessage.TenderPublished;
import org.cloudmarket.model.policy.Policy;
import org.cloudmarket.model.policy.Spell;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.model.scenario.AcceptedBids;
import org.cloudmarket.model.scenario.Scenario;

/** Makes any message or fact with values from the whole of their ranges. */
final class RandomRecords {

  /** What travels together. */
  private static final Set<Type> OF_ONE_MONTH = Set.of(TenderPublished.class, BidsSubmitted.class);

  private static final Set<String> OPTIONAL_IDS =
      Set.of("incumbent", "counterfactualWinner", "runnerUp", "because", "without");
  private static final Set<String> TEXTS = Set.of("reason", "cause", "signature");
  private static final String ID_CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789-";

  /** The first month of scenario documents. */
  private static final int FIRST_MONTH = Months.of(1900, 1);

  private final RandomGenerator random;

  RandomRecords(RandomGenerator random) {
    this.random = random;
  }

  /** Every message type there is, found by itself, so that none can be left out. */
  static List<Class<?>> messageTypes() {
    return records(Message.class).toList();
  }

  static List<Class<?>> factTypes() {
    return records(Fact.class).distinct().toList();
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isRecord()
        ? Stream.of(type)
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(RandomRecords::records);
  }

  Object next(Class<?> type) throws ReflectiveOperationException {
    if (type == ExternalBid.class) {
      return value("bid", type);
    }
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i].getName(), components[i].getGenericType());
    }
    var constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(values);
  }

  private Object value(String name, Type type) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType generic) {
      return generic.getRawType() == SortedMap.class
          ? map(name, generic.getActualTypeArguments()[1])
          : list(name, generic.getActualTypeArguments()[0]);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
    }
    if (plain == int.class || plain == Integer.class) {
      return integer(name);
    }
    if (plain == long.class) {
      return name.equals("paceMillis")
          ? random.nextLong(RunsMessage.MAX_PACE_MILLIS + 1)
          : number();
    }
    if (plain == boolean.class) {
      return random.nextBoolean();
    }
    if (plain == String.class) {
      return string(name);
    }
    if (plain == long[].class) {
      return random.ints(random.nextInt(40), 0, 2).mapToLong(i -> number()).toArray();
    }
    if (plain == Digest.class) {
      return new Digest(number(), number());
    }
    if (plain == Policy.class) {
      int month = random.nextInt(FIRST_MONTH, Specimens.MONTH);
      return Specimens.policy().as("policy-" + random.nextInt(1_000), month, month);
    }
    if (plain == Spell.class) {
      int from = random.nextInt(FIRST_MONTH, Specimens.MONTH);
      Spell spell = Spell.since(id(), from);
      return random.nextBoolean() ? spell : spell.endedIn(from + 1 + random.nextInt(600));
    }
    if (plain == AcceptedBids.class) {
      SortedMap<String, SortedMap<String, Long>> bids = new TreeMap<>();
      for (int left = random.nextInt(5); left > 0; left--) {
        bids.put(id(), new TreeMap<>(Map.of(id(), price() + 1, id() + "-2", price() + 1)));
      }
      return new AcceptedBids(bids);
    }
    if (plain == ExternalBid.class) {
      return new ExternalBid(id(), (int) number(), integer("month"), id(), id(), price(), text());
    }
    if (plain == Scenario.class) {
      return Specimens.scenario();
    }
    if (plain == Message.class) { // Of the clock: others are said at once.
      return next(random.nextBoolean() ? MonthDue.class : BidsDue.class);
    }
    return next(plain);
  }

  private List<Object> list(String name, Type element) throws ReflectiveOperationException {
    if (OF_ONE_MONTH.contains(element)) { // One at the least, and another only beside it.
      Object first = value(name, element);
      return Collections.nCopies(random.nextInt(1, 12), first);
    }
    List<Object> list = new ArrayList<>();
    for (int left = random.nextInt(12); left > 0; left--) {
      list.add(value(name, element));
    }
    return List.copyOf(list);
  }

  private SortedMap<String, Object> map(String name, Type element)
      throws ReflectiveOperationException {
    SortedMap<String, Object> map = new TreeMap<>();
    for (int left = random.nextInt(5); left > 0; left--) {
      map.put(id(), value(name, element));
    }
    return map;
  }

  private int integer(String name) {
    return switch (name) {
      case "month" -> random.nextInt(0, 10_000 * 12);
      case "place" -> random.nextInt(10_000_000);
      case "tendersInRecord" -> random.nextInt(1, Integer.MAX_VALUE);
      case "shards" -> random.nextInt(1, RunsMessage.MAX_SHARDS + 1);
      case "months" -> random.nextInt(1, RunsMessage.MAX_STEP_MONTHS + 1);
      default -> (int) number();
    };
  }

  private long price() {
    return random.nextLong(AcceptedBids.MOST_FEN);
  }

  /** Of any length in digits, and the ends of the range more often than chance would have it. */
  private long number() {
    return switch (random.nextInt(12)) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> Long.MAX_VALUE;
      case 2 -> Integer.MIN_VALUE;
      case 3 -> 0;
      case 4 -> -1;
      default -> random.nextLong() >> random.nextInt(64);
    };
  }

  private String string(String name) {
    if (TEXTS.contains(name)) {
      return text();
    }
    if (OPTIONAL_IDS.contains(name) && random.nextInt(3) == 0) {
      return "";
    }
    return id();
  }

  private String id() {
    StringBuilder id = new StringBuilder();
    for (int left = random.nextInt(1, 30); left > 0; left--) {
      id.append(ID_CHARACTERS.charAt(random.nextInt(ID_CHARACTERS.length())));
    }
    return id.toString();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(30); left > 0; left--) {
      switch (random.nextInt(6)) {
        case 0 -> text.append((char) random.nextInt(0x20));
        case 1 -> text.append("\"\\/\u007f".charAt(random.nextInt(4)));
        case 2 -> text.appendCodePoint(random.nextInt(0x10000, 0x110000));
        case 3 -> text.append((char) random.nextInt(0x80, 0xd800));
        default -> text.append((char) random.nextInt(0x20, 0x7f));
      }
    }
    return text.toString();
  }
}
