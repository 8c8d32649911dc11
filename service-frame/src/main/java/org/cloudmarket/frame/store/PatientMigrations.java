package org.cloudmarket.frame.store;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Lets a migration take as long as it takes. Elsewhere a database that says nothing for ten seconds
 * is given up, but one that rewrites a large table is silent for minutes.
 */
@Singleton
final class PatientMigrations implements FlywayConfigurationCustomizer {

  @Override
  public void customize(FluentConfiguration configuration) {
    configuration.callbacks(new Patience());
  }

  /** Changes the connection of migrations, and leaves it as it was. */
  private static final class Patience extends BaseCallback {

    private static final int FOR_EVER = 0;

    private int before;

    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
      try {
        Connection connection = context.getConnection();
        if (event == Event.BEFORE_EACH_MIGRATE) {
          before = connection.getNetworkTimeout();
          connection.setNetworkTimeout(Runnable::run, FOR_EVER);
        } else {
          connection.setNetworkTimeout(Runnable::run, before);
        }
      } catch (SQLException e) {
        throw new FlywayException("The patience of a migration cannot be set", e);
      }
    }
  }
}
