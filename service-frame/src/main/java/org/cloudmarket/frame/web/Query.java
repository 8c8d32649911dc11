package org.cloudmarket.frame.web;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.documents.reading.OddCharacters;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Months;

/** Reads the query of a request and collects every fault of it. */
public final class Query {

  private static final int MOST_WORDS = 200;
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");

  /** Databases count no further than some hundred thousand years, and nobody asks for that. */
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  private final MultivaluedMap<String, String> parameters;
  private final Set<String> known = new HashSet<>();
  private final List<Fault> faults = new ArrayList<>();
  private final List<Fault> unknown = new ArrayList<>();
  private String unknownWhat = "";

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

  /** What is looked for in texts: any words. */
  public Optional<String> words(String name) {
    Optional<String> text = text(name).map(String::strip).filter(words -> !words.isEmpty());
    if (text.filter(words -> words.length() > MOST_WORDS).isPresent()) {
      fault(name, "has more than " + MOST_WORDS + " characters");
    }
    if (text.filter(words -> words.chars().anyMatch(Character::isISOControl)).isPresent()) {
      fault(name, "has a control character, and no text has one");
    }
    return text;
  }

  /** A moment such as {@code 2026-11-27T08:00:00Z}, or the first of a day, in UTC. */
  public Optional<Instant> instant(String name) {
    Optional<String> text = text(name);
    Optional<Instant> instant = text.flatMap(Query::instantOf);
    if (text.isPresent() && instant.isEmpty()) {
      misread(
          name,
          text.get(),
          "neither a day such as 2026-11-27 nor a moment such as 2026-11-27T08:00:00Z");
    }
    return instant;
  }

  private static Optional<Instant> instantOf(String text) {
    try {
      return Optional.of(LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant())
          .filter(Query::storable);
    } catch (DateTimeParseException e) {
      // It may be a moment.
    }
    try {
      // A plus that was not encoded reads as a space.
      return Optional.of(OffsetDateTime.parse(text.replace(' ', '+')).toInstant())
          .filter(Query::storable);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static boolean storable(Instant instant) {
    return !instant.isBefore(Instant.EPOCH) && instant.isBefore(END_OF_TIME);
  }

  /** A whole number. */
  public int whole(String name, int low, int high, int otherwise) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    // Java takes the digits of every script.
    if (WHOLE.matcher(text.get()).matches()) {
      int value = Integer.parseInt(text.get());
      if (value >= low && value <= high) {
        return value;
      }
    }
    misread(name, text.get(), "not a whole number in " + low + ".." + high);
    return otherwise;
  }

  /** One of a type's ids. */
  public <E extends Enum<E> & Kebab> Optional<E> word(String name, Class<E> type) {
    Optional<String> text = text(name);
    Optional<E> word = text.flatMap(id -> Kebab.find(type, id));
    if (text.isPresent() && word.isEmpty()) {
      misread(name, text.get(), "not one of " + Kebab.ids(type));
    }
    return word;
  }

  /** One of some ids. */
  public Optional<String> oneOf(String name, List<String> ids) {
    Optional<String> text = text(name);
    if (text.isPresent() && !ids.contains(text.get())) {
      misread(
          name,
          text.get(),
          ids.isEmpty() ? "and here is nothing to choose from" : "not one of " + ids);
      return Optional.empty();
    }
    return text;
  }

  /** {@code true} or {@code false}, as any program writes them: {@code True} and {@code 1} too. */
  public Optional<Boolean> flag(String name) {
    Optional<String> text = text(name);
    Optional<Boolean> flag = text.flatMap(each -> flagOf(each.toLowerCase(Locale.ROOT)));
    if (text.isPresent() && flag.isEmpty()) {
      misread(name, text.get(), "neither true nor false");
    }
    return flag;
  }

  private static Optional<Boolean> flagOf(String text) {
    return switch (text) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
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
    misread(name, text.get(), "not a month in " + Months.text(first) + ".." + Months.text(last));
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
      misread("after", after.get(), "not what a page gave as 'next'");
      return "";
    }
    return after.orElse("");
  }

  /**
   * Adds that a parameter names a thing that is not there; if nothing else is wrong, that is a 404.
   *
   * @param what the thing is, in a word
   */
  public void unknown(String name, String what, String id) {
    String detail = "there is no " + what + " '" + Excerpt.of(id) + "'";
    unknownWhat = what;
    unknown.add(new Fault("/" + name, detail + OddCharacters.in(id, detail)));
  }

  /** Adds a fault of a word, of which a character may look like another. */
  private void misread(String name, String word, String detail) {
    fault(name, "is '" + Excerpt.of(word) + "', " + detail + OddCharacters.in(word, detail));
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
            Excerpt.of(name),
            "is no parameter of this address; it knows " + known.stream().sorted().toList());
      }
    }
    if (!faults.isEmpty()) {
      throw Refusal.invalid(Stream.concat(faults.stream(), unknown.stream()).toList());
    }
    if (!unknown.isEmpty()) {
      throw Refusal.unknown(unknownWhat, unknown);
    }
  }
}
