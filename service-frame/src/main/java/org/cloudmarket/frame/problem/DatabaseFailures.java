package org.cloudmarket.frame.problem;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Tells a database that is away from one that is used wrongly. */
final class DatabaseFailures {

  /** Connections lost, servers that stop or start, too many connections. */
  private static final List<String> STATES_OF_AWAY = List.of("08", "57P", "53");

  private DatabaseFailures() {}

  /**
   * What the database said, if the failure is that it is away; it may come back. The messages of
   * those who passed it on would add the statement, which is nobody's news.
   */
  static Optional<String> away(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        // Without a state: the pool has no connection to give.
        String state = sql.getSQLState();
        return state == null || STATES_OF_AWAY.stream().anyMatch(state::startsWith)
            ? Optional.of(String.valueOf(sql.getMessage()))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
