package org.cloudmarket.procurement.store.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.cloudmarket.procurement.store.award.RunNames;

/**
 * Gives the names of a run numbers, in the transaction of the rows that have them. Only one
 * transaction at a time gives numbers to a run; the others wait for its end.
 */
final class NameKeys {

  private static final String ADD_RUN =
      "insert into award_run (run) values (?) on conflict do nothing";

  private static final String LOCK_RUN = "select key from award_run where run = ? for update";

  private static final String ADD_NAME = "insert into award_name (run, key, name) values (?, ?, ?)";

  private final String run;
  private final Connection connection;
  private final RunNames names;
  private boolean locked;

  NameKeys(String run, Connection connection) throws SQLException {
    this.run = run;
    this.connection = connection;
    names = RunNames.of(run, connection);
  }

  /** The run's number. Every row has a name, so it has one as soon as a name has. */
  int run() {
    return names.run();
  }

  /** The number of a name, new or old; of the empty one {@link RunNames#NOBODY}. */
  int key(String name) throws SQLException {
    if (names.key(name) == RunNames.UNKNOWN) {
      lock();
    }
    if (names.key(name) == RunNames.UNKNOWN) {
      add(name);
    }
    return names.key(name);
  }

  private void lock() throws SQLException {
    if (!locked) {
      for (String statement : new String[] {ADD_RUN, LOCK_RUN}) {
        try (PreparedStatement each = connection.prepareStatement(statement)) {
          each.setString(1, run);
          each.execute();
        }
      }
      locked = true;
      names.read();
    }
  }

  private void add(String name) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(ADD_NAME)) {
      insert.setInt(1, names.run());
      insert.setInt(2, names.size() + 1);
      insert.setString(3, name);
      insert.executeUpdate();
    }
    names.add(name, names.size() + 1);
  }
}
