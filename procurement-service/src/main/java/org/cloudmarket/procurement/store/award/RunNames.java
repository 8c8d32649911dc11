package org.cloudmarket.procurement.store.award;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The numbers that stand for a run and for what is named in it. Once given, a number stays; the
 * projection gives new ones in the transaction that writes the first row with them.
 */
public final class RunNames {

  /** Stands for nobody. */
  public static final int NOBODY = 0;

  /** Stands for a run, or a name, of which there is no row. */
  public static final int UNKNOWN = -1;

  private static final String NAMES =
      """
      select award_run.key, award_name.key, award_name.name
      from award_run left join award_name on award_name.run = award_run.key
      where award_run.run = ?
      """;

  private final String id;
  private final Connection connection;
  private final Map<String, Integer> keys = new HashMap<>();
  private final Map<Integer, String> names = new HashMap<>();
  private int run = UNKNOWN;

  private RunNames(String id, Connection connection) {
    this.id = id;
    this.connection = connection;
  }

  /**
   * Those of a run.
   *
   * @param connection to be open as long as anything is asked for
   */
  public static RunNames of(String run, Connection connection) throws SQLException {
    RunNames names = new RunNames(run, connection);
    names.read();
    return names;
  }

  /** Reads again: others may have given numbers meanwhile. */
  public void read() throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NAMES)) {
      select.setString(1, id);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          run = rows.getInt(1);
          if (rows.getString(3) != null) {
            add(rows.getString(3), rows.getInt(2));
          }
        }
      }
    }
  }

  /** Takes in that a name was given a number. */
  public void add(String name, int key) {
    keys.put(name, key);
    names.put(key, name);
  }

  /** The run's id. */
  String id() {
    return id;
  }

  /** The run's number, or {@link #UNKNOWN}. */
  public int run() {
    return run;
  }

  /** How many names have numbers; these are 1 and up. */
  public int size() {
    return names.size();
  }

  /** The number of a name, or {@link #UNKNOWN}; of the empty one, {@link #NOBODY}. */
  public int key(String name) {
    return name.isEmpty() ? NOBODY : keys.getOrDefault(name, UNKNOWN);
  }

  /**
   * The name of a number; empty for {@link #NOBODY}.
   *
   * @throws IllegalArgumentException where it stands for nothing
   */
  String name(int key) throws SQLException {
    if (key == NOBODY) {
      return "";
    }
    if (!names.containsKey(key)) {
      read(); // A row may be newer than what was read of names.
    }
    String name = names.get(key);
    if (name == null) {
      throw new IllegalArgumentException("the number " + key + " stands for no name");
    }
    return name;
  }
}
