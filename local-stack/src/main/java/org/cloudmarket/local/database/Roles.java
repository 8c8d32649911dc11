package org.cloudmarket.local.database;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * Who may connect to PostgreSQL: for each database a role of the same name, which owns it, is no
 * superuser, and has a password of this start. The superuser cannot connect at all; what needs him
 * is done by PostgreSQL's single-user mode before the server starts.
 */
final class Roles {

  private static final int PASSWORD_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SequencedMap<String, String> passwords = new LinkedHashMap<>();

  /**
   * Thinks up the passwords.
   *
   * @param databases plain lower-case words
   */
  Roles(List<String> databases) {
    for (var database : databases) {
      var password = new byte[PASSWORD_BYTES];
      RANDOM.nextBytes(password);
      passwords.put(database, HexFormat.of().formatHex(password));
    }
  }

  /** The role that owns the database. */
  String role(String database) {
    if (!passwords.containsKey(database)) {
      throw new IllegalArgumentException(database + " is none of " + passwords.keySet());
    }
    return database;
  }

  /** The password of the role that owns the database. */
  String password(String database) {
    return passwords.get(role(database));
  }

  /** Makes the roles that are missing and gives each its password; for every start. */
  String everyStart() {
    return script(roles());
  }

  /** The same for a new cluster, which gets its databases too. */
  String newCluster() {
    var statements = roles();
    for (var database : passwords.sequencedKeySet()) {
      statements.add("create database " + database + " owner " + role(database));
      statements.add(closed(database));
    }
    return script(statements);
  }

  /**
   * Gives a database of a cluster in which the superuser owned everything to its role; for each
   * database of an old cluster, after {@link #everyStart()}.
   */
  String oldDatabase(String database) {
    var role = role(database);
    return script(
        List.of(
            "alter database " + database + " owner to " + role,
            closed(database),
            // What belongs to a table follows it: its indexes, and the sequences of its columns.
            "do $$ declare t regclass; begin for t in select oid from pg_class where relkind = 'r'"
                + " and relnamespace = 'public'::regnamespace"
                + " loop execute 'alter table ' || t || ' owner to "
                + role
                + "'; end loop; end $$"));
  }

  /** The text of a pg_hba.conf: whoever is not in it is refused. */
  String hostBasedAuthentication() {
    var text = new StringBuilder("# Written at every start: changes here are lost.\n");
    for (var database : passwords.sequencedKeySet()) {
      text.append("host ").append(database).append(' ').append(role(database));
      text.append(" 127.0.0.1/32 scram-sha-256\n");
    }
    return text.toString();
  }

  /**
   * The text of a connection service file, as psql and every other client of libpq reads it.
   *
   * @param port where the server listens
   */
  String connectionServices(int port) {
    var text = new StringBuilder("# Written at every start: PGSERVICEFILE=<this file> psql");
    text.append(" service=").append(passwords.firstEntry().getKey()).append('\n');
    passwords.forEach(
        (database, password) -> {
          text.append('[').append(database).append("]\n");
          text.append("host=127.0.0.1\n");
          text.append("port=").append(port).append('\n');
          text.append("dbname=").append(database).append('\n');
          text.append("user=").append(role(database)).append('\n');
          text.append("password=").append(password).append('\n');
          // People look; to write, they say so first.
          text.append("options=-cdefault_transaction_read_only=on\n");
        });
    return text.toString();
  }

  private List<String> roles() {
    var statements = new ArrayList<String>();
    passwords.forEach(
        (role, password) -> {
          statements.add(
              "do $$ begin if not exists (select from pg_roles where rolname = '"
                  + role
                  + "') then create role "
                  + role
                  + " login; end if; end $$");
          statements.add("alter role " + role + " password '" + password + "'");
        });
    return statements;
  }

  private static String closed(String database) {
    return "revoke connect, temporary on database " + database + " from public";
  }

  /** In single-user mode, the end of a line is the end of a statement. */
  private static String script(List<String> statements) {
    return String.join("\n", statements) + "\n";
  }
}
