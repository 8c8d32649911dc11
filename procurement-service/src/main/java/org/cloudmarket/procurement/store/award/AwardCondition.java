package org.cloudmarket.procurement.store.award;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which rows of {@code award} are asked for, as SQL.
 *
 * @param text begins with {@code where}
 * @param values of its places, in their order
 */
record AwardCondition(String text, List<Object> values) {

  AwardCondition {
    values = List.copyOf(values);
  }

  /**
   * The outcomes of a run that a filter takes.
   *
   * @param names of the run: what has no number there has no rows
   * @param last the last month that is whole
   */
  static AwardCondition of(RunNames names, int last, AwardFilter filter) {
    StringBuilder text = new StringBuilder(" where run = ? and month >= ? and month <= ?");
    List<Object> values =
        new ArrayList<>(List.of(names.run(), filter.from(), Math.min(last, filter.to())));
    add("type", "?::\"char\"", filter.type().map(type -> "" + type.letter()), text, values);
    add("segment", "?", filter.segment().map(segment -> names.key(segment.id())), text, values);
    add("city", "?", filter.city().map(names::key), text, values);
    add("provider", "?", filter.provider().map(names::key), text, values);
    add("displaced", "?", filter.displaced(), text, values);
    return new AwardCondition(text.toString(), values);
  }

  private static void add(
      String column, String place, Optional<?> asked, StringBuilder text, List<Object> values) {
    asked.ifPresent(
        value -> {
          text.append(" and ").append(column).append(" = ").append(place);
          values.add(value);
        });
  }

  /**
   * Fills the places of a statement in which this stands first.
   *
   * @return the first place behind them
   */
  int fill(PreparedStatement statement) throws SQLException {
    int place = 1;
    for (Object value : values) {
      statement.setObject(place++, value);
    }
    return place;
  }
}
