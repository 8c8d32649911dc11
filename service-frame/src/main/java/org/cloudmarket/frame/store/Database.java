package org.cloudmarket.frame.store;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Transactions by hand, for what is written and read in bulk. */
@Singleton
public final class Database {

  private static final Logger LOG = Logger.getLogger(Database.class);
  private static final int TRIES_BETWEEN_LINES = 60;

  /** Values that are none, constraints, what is too large: the same the next time. */
  private static final List<String> STATES_OF_REFUSED = List.of("22", "23", "54");

  /** What is done in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /** The database is there and does not take what it is given. */
  public static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(SQLException because) {
      super(because.getMessage(), because);
    }
  }

  /** This service ends, and the work was not done. */
  public static final class Ending extends RuntimeException {
    private static final long serialVersionUID = 1;

    Ending() {
      super("this service ends", null, false, false);
    }
  }

  private final DataSource source;
  private final Duration pause;
  private final CountDownLatch ending = new CountDownLatch(1);

  /**
   * A database.
   *
   * @param pause how long to wait before one that is away is tried again
   */
  @Inject
  public Database(DataSource source, @ConfigProperty(name = "database.pause") Duration pause) {
    this.source = source;
    this.pause = pause;
  }

  void end(@Observes ShutdownEvent event) {
    ending.countDown();
  }

  void endSoon(@Observes ShutdownDelayInitiatedEvent event) {
    ending.countDown();
  }

  /** Does the work in one transaction. */
  public <T> T once(Work<T> work) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        undo(connection, e);
        throw e;
      }
    }
  }

  /** Does the work in one transaction, now or not at all: somebody waits for it. */
  public <T> T read(Work<T> work) {
    try {
      return once(work);
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Does the work in one transaction, however often it takes: a database that is away comes back.
   *
   * @param what for the log
   * @throws Ending where this service ends first
   * @throws Refused where the database will never take it
   */
  public <T> T surely(String what, Work<T> work) {
    for (int tries = 0; ; tries++) {
      try {
        T result = once(work);
        if (tries > 0) {
          LOG.infof("The database is back; %s goes on", what);
        }
        return result;
      } catch (SQLException e) {
        if (refused(e)) {
          throw new Refused(e);
        }
        if (tries % TRIES_BETWEEN_LINES == 0) {
          LOG.warnf("%s waits for the database: %s", what, e.getMessage());
        }
        waitOrEnd();
      }
    }
  }

  private static boolean refused(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return STATES_OF_REFUSED.stream().anyMatch(state::startsWith);
  }

  private void waitOrEnd() {
    try {
      if (ending.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Ending();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Ending();
    }
  }

  private static void undo(Connection connection, Exception because) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }
}
