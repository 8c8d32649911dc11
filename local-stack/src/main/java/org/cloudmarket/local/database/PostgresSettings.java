package org.cloudmarket.local.database;

import java.util.Locale;

/** The settings of PostgreSQL, each with its reason. */
final class PostgresSettings {

  private PostgresSettings() {}

  /**
   * The text of a postgresql.conf.
   *
   * @param port where clients connect
   * @param durable whether the data is to survive a loss of power
   */
  static String of(int port, boolean durable) {
    var settings =
        String.format(
            Locale.ROOT,
            """
            # Written at every start: changes here are lost.
            port = %d
            # The loopback alone; who may connect is in pg_hba.conf.
            listen_addresses = '127.0.0.1'
            # No socket file: it would lie in a folder that all users share.
            unix_socket_directories = ''
            # Four replicas of a service with a pool of 16, and a person with psql.
            max_connections = 100
            shared_buffers = 128MB
            # Projections write in bulk: fewer checkpoints, and no wait for the disk at each commit. A
            # commit that a crash loses is projected again, since its offsets are lost with it.
            max_wal_size = 2GB
            synchronous_commit = off
            # The queries are short: compiling them costs more than it gains.
            jit = off
            # Times in a log are compared with those of the other logs.
            log_line_prefix = '%%m [%%p] %%q%%d '
            """,
            port);
    var throwaway =
        """
        # The data goes when the stack goes.
        fsync = off
        full_page_writes = off
        """;
    return durable ? settings : settings + throwaway;
  }
}
