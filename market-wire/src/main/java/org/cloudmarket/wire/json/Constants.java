package org.cloudmarket.wire.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.cloudmarket.model.market.Kebab;

/** The constants of an enum by the bytes of their ids. */
public final class Constants<E extends Enum<E> & Kebab> {

  private final List<E> constants;
  private final byte[][] quoted;

  private Constants(List<E> constants) {
    this.constants = constants;
    this.quoted =
        constants.stream()
            .map(constant -> ('"' + constant.id() + '"').getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
  }

  public static <E extends Enum<E> & Kebab> Constants<E> of(Class<E> type) {
    return new Constants<>(List.of(type.getEnumConstants()));
  }

  /** How many there are. */
  int size() {
    return quoted.length;
  }

  E get(int place) {
    return constants.get(place);
  }

  /** The quoted id of the constant at a place. Not to be changed. */
  byte[] quoted(int place) {
    return quoted[place];
  }

  /** Every id, for people. */
  String ids() {
    return String.join(", ", constants.stream().map(Kebab::id).toList());
  }

  @Override
  public String toString() {
    return Arrays.toString(constants.toArray());
  }
}
