package org.cloudmarket.frame.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseFailuresTest {

  private static Throwable wrapped(SQLException failure) {
    return new IllegalStateException(new IllegalStateException(failure));
  }

  @Test
  void aConnectionThatIsLostOrNotToBeHadMeansAway() {
    assertThat(DatabaseFailures.away(wrapped(new SQLException("lost", "08006")))).isPresent();
    assertThat(DatabaseFailures.away(wrapped(new SQLException("stops", "57P01")))).isPresent();
    assertThat(DatabaseFailures.away(wrapped(new SQLException("full", "53300")))).isPresent();
    assertThat(DatabaseFailures.away(wrapped(new SQLException("pool")))).isPresent();
  }

  @Test
  void aMistakeOfOursStaysAMistakeOfOurs() {
    assertThat(DatabaseFailures.away(wrapped(new SQLException("no table", "42P01")))).isEmpty();
    assertThat(DatabaseFailures.away(new IllegalStateException("no database in it"))).isEmpty();
  }
}
