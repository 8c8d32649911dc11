package org.cloudmarket.local.database;

/**
 * What a client needs to know of a database.
 *
 * @param jdbcUrl the JDBC URL
 * @param user the user
 * @param password the password
 */
public record DatabaseAddress(String jdbcUrl, String user, String password) {

  /** Without the password: it is in no log and no message. */
  @Override
  public String toString() {
    return user + " at " + jdbcUrl;
  }
}
