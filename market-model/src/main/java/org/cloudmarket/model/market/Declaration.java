package org.cloudmarket.model.market;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The numbers of which a record of the market consists, each declared once: from there come how
 * documents name it, how it is read and written, and its range. A further number is one component
 * of the record and one line here.
 *
 * <p>The record does not check its numbers by itself; a {@link
 * org.cloudmarket.model.scenario.Scenario} does.
 *
 * @param <M> a record of whole numbers only
 */
public final class Declaration<M extends Record> {

  private final List<Parameter<M>> all;
  private final Constructor<M> constructor;

  /** Of each parameter, which component of the record it is. */
  private final int[] places;

  /**
   * Declares the numbers of a record, in the order in which documents have them.
   *
   * @throws IllegalStateException where they are not the components of the record, each once
   */
  Declaration(Class<M> type, List<Parameter<M>> all) {
    this.all = all;
    int components = type.getRecordComponents().length;
    constructor = constructor(type, components);
    // Of this one each component holds its own place, so a getter says which component it gets.
    M probe = make(IntStream.range(0, components).toArray());
    places = all.stream().mapToInt(parameter -> parameter.of(probe)).toArray();
    BitSet declared = new BitSet();
    Arrays.stream(places).forEach(declared::set);
    if (places.length != components || declared.cardinality() != components) {
      throw new IllegalStateException(
          type.getSimpleName() + " must have each of its components declared once");
    }
  }

  private static <M> Constructor<M> constructor(Class<M> type, int components) {
    Class<?>[] numbers = new Class<?>[components];
    Arrays.fill(numbers, int.class);
    try {
      return type.getDeclaredConstructor(numbers);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type.getSimpleName() + " is not of whole numbers only", e);
    }
  }

  private M make(int[] components) {
    try {
      return constructor.newInstance(Arrays.stream(components).boxed().toArray());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every parameter, in the order of documents. */
  public List<Parameter<M>> parameters() {
    return all;
  }

  /**
   * The record with these values.
   *
   * @param values by the names that documents have for them
   * @throws IllegalArgumentException where one is missing, unknown or outside its range
   */
  public M make(Map<String, Integer> values) {
    List<String> names = new ArrayList<>(values.keySet());
    int[] components = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      Parameter<M> parameter = all.get(i);
      if (!names.remove(parameter.name())) {
        throw new IllegalArgumentException(parameter.name() + " is missing");
      }
      components[places[i]] = values.get(parameter.name());
    }
    if (!names.isEmpty()) {
      throw new IllegalArgumentException("there is no " + String.join(" or ", names));
    }
    M made = make(components);
    check(made);
    return made;
  }

  /**
   * Checks that every number is within its range.
   *
   * @throws IllegalArgumentException naming the first that is not
   */
  public void check(M market) {
    for (Parameter<M> parameter : all) {
      Ranges.within(parameter.name(), parameter.of(market), parameter.low(), parameter.high());
    }
  }
}
