package org.cloudmarket.model.market;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The stable kebab-case id of an enum constant: {@code STATE_ENTERPRISE} is {@code
 * state-enterprise} to users.
 */
public interface Kebab {

  /** The constant's Java name. */
  String name();

  /** The id that users, documents and messages hold. */
  default String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant with this id, if there is one. */
  static <E extends Enum<E> & Kebab> Optional<E> find(Class<E> type, String id) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.id().equals(id))
        .findFirst();
  }

  /** Every id of the type, in its order. */
  static <E extends Enum<E> & Kebab> List<String> ids(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Kebab::id).toList();
  }
}
