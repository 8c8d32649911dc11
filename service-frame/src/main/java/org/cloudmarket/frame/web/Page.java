package org.cloudmarket.frame.web;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items in the list's order
 * @param next where the list goes on: what to give as {@code after}; empty at its end
 */
public record Page<T>(List<T> items, String next) {

  /** How many items a page has where the request does not say. */
  public static final int DEFAULT_LIMIT = 50;

  /** The most items of a page. */
  public static final int MAX_LIMIT = 500;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * The page of a list that is at hand.
   *
   * @param all sorted by id
   * @param after the id behind which the page begins; empty for the first page
   */
  public static <T> Page<T> of(List<T> all, Function<T, String> id, String after, int limit) {
    return cut(
        all.stream().filter(item -> id.apply(item).compareTo(after) > 0).toList(), id, limit);
  }

  /**
   * The first items of what follows.
   *
   * @param rest what follows, at least one item more than the limit where there is more
   */
  public static <T> Page<T> cut(List<T> rest, Function<T, String> id, int limit) {
    if (rest.size() <= limit) {
      return new Page<>(rest, "");
    }
    List<T> items = rest.subList(0, limit);
    return new Page<>(items, id.apply(items.getLast()));
  }
}
