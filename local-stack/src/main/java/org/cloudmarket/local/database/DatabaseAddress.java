package org.cloudmarket.local.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * What a client needs to know of a database.
 *
 * @param jdbcUrl the JDBC URL
 * @param user the user
 * @param password the password
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {

  /** A new connection, which is the caller's to close. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, user, password);
  }

  /** Without the password: it is in no log and no message. */
  @Override
  public String toString() {
    return user + " at " + jdbcUrl;
  }
}
