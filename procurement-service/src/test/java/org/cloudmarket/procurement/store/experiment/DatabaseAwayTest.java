package org.cloudmarket.procurement.store.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.cloudmarket.frame.store.Database;
import org.junit.jupiter.api.Test;

/** A database that is away for a moment is no news of an experiment. */
class DatabaseAwayTest {

  private static final String DOCUMENT = "{\"name\": \"effect\"}";

  private final AtomicInteger asked = new AtomicInteger();
  private final ExperimentStore store =
      new ExperimentStore(new Database(awayAtFirst(), Duration.ofMillis(1)));

  /** Gives one row whose only value is the document, from the second time on. */
  private DataSource awayAtFirst() {
    AtomicInteger rows = new AtomicInteger();
    ResultSet result =
        answering(
            ResultSet.class,
            method ->
                switch (method) {
                  case "next" -> rows.getAndIncrement() == 0;
                  case "getString" -> DOCUMENT;
                  default -> null;
                });
    PreparedStatement select =
        answering(PreparedStatement.class, method -> method.equals("executeQuery") ? result : null);
    Connection connection =
        answering(Connection.class, method -> method.equals("prepareStatement") ? select : null);
    return answering(
        DataSource.class,
        method -> {
          if (asked.getAndIncrement() == 0) {
            throw new SQLException("the connection was refused", "08001");
          }
          return connection;
        });
  }

  /** What answers by the name of a method. */
  @FunctionalInterface
  private interface Answer {
    Object to(String method) throws SQLException;
  }

  private static <T> T answering(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            DatabaseAwayTest.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> answer.to(method.getName())));
  }

  @Test
  void aWorkerWaitsForADatabaseThatIsAway() {
    assertThat(store.documentSurely("experiment-one")).contains(DOCUMENT);
    assertThat(asked).hasValue(2);
  }

  @Test
  void somebodyWhoAsksIsToldThatItIsAway() {
    assertThatThrownBy(() -> store.document("experiment-one"))
        .isInstanceOf(IllegalStateException.class);
  }
}
