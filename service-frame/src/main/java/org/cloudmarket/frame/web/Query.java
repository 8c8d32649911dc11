package org.cloudmarket.frame.web;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;

/** Reads the query of a request and collects every fault of it. */
public final class Query {

  private final MultivaluedMap<String, String> parameters;
  private final Set<String> known = new HashSet<>();
  private final List<Fault> faults = new ArrayList<>();

  /** Begins to read. */
  public Query(MultivaluedMap<String, String> parameters) {
    this.parameters = parameters;
  }

  /** A text, if it is there and not empty. */
  public Optional<String> text(String name) {
    known.add(name);
    List<String> values = parameters.getOrDefault(name, List.of());
    if (values.size() > 1) {
      fault(name, "is given " + values.size() + " times");
    }
    return values.stream().findFirst().filter(value -> !value.isEmpty());
  }

  /** A whole number. */
  public int whole(String name, int low, int high, int otherwise) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int value = Integer.parseInt(text.get());
      if (value >= low && value <= high) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, with the same words.
    }
    fault(name, "is '" + shortened(text.get()) + "', not a whole number in " + low + ".." + high);
    return otherwise;
  }

  /** One of a type's ids. */
  public <E extends Enum<E> & Kebab> Optional<E> word(String name, Class<E> type) {
    Optional<String> text = text(name);
    Optional<E> word = text.flatMap(id -> Kebab.find(type, id));
    if (text.isPresent() && word.isEmpty()) {
      fault(name, "is '" + shortened(text.get()) + "', not one of " + Kebab.ids(type));
    }
    return word;
  }

  /** One of some ids. */
  public Optional<String> oneOf(String name, List<String> ids) {
    Optional<String> text = text(name);
    if (text.isPresent() && !ids.contains(text.get())) {
      fault(
          name,
          ids.isEmpty()
              ? "is '" + shortened(text.get()) + "', and here is nothing to choose from"
              : "is '" + shortened(text.get()) + "', not one of " + ids);
      return Optional.empty();
    }
    return text;
  }

  /** Yes or no. */
  public Optional<Boolean> flag(String name) {
    return oneOf(name, List.of("true", "false")).map(Boolean::valueOf);
  }

  /**
   * A month such as {@code 2021-09}.
   *
   * @param first the first that there is, as {@link Months}
   * @param last the last
   */
  public OptionalInt month(String name, int first, int last) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int month = Months.parse(text.get());
      if (month >= first && month <= last) {
        return OptionalInt.of(month);
      }
    } catch (IllegalArgumentException e) {
      // Told below, with the same words.
    }
    fault(
        name,
        "is '"
            + shortened(text.get())
            + "', not a month in "
            + Months.text(first)
            + ".."
            + Months.text(last));
    return OptionalInt.empty();
  }

  /** The page that is asked for, in {@code limit}. */
  public int limit() {
    return whole("limit", 1, Page.MAX_LIMIT, Page.DEFAULT_LIMIT);
  }

  /** Where the page begins, in {@code after}. */
  public String after() {
    Optional<String> after = text("after");
    if (after.isPresent() && !Ids.valid(after.get())) {
      fault("after", "is '" + shortened(after.get()) + "', not what a page gave as 'next'");
      return "";
    }
    return after.orElse("");
  }

  /** Adds a fault. */
  public void fault(String name, String detail) {
    faults.add(new Fault("/" + name, detail));
  }

  /**
   * Ends the reading.
   *
   * @throws Refusal with every fault, unknown parameters among them
   */
  public void close() {
    for (String name : parameters.keySet()) {
      if (!known.contains(name)) {
        fault(
            shortened(name),
            "is no parameter of this address; it knows " + known.stream().sorted().toList());
      }
    }
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "...";
  }
}
