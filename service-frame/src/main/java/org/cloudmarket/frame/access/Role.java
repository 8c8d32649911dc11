package org.cloudmarket.frame.access;

import java.util.Collection;
import java.util.stream.Stream;
import org.cloudmarket.model.market.Kebab;

/**
 * What somebody may do. Each role may do what those before it may. Its id is its name in tokens.
 */
public enum Role implements Kebab {
  /** Reads everything. */
  VIEWER,
  /** Orders runs and experiments, stores scenarios, and directs their own runs. */
  ANALYST,
  /** Changes policies of runs that go on, directs the runs of others, and deletes. */
  OPERATOR;

  /**
   * Whether somebody may do what this role may.
   *
   * @param ids roles that a token names; others than ours count for nothing
   */
  public boolean includedIn(Collection<String> ids) {
    return Stream.of(values())
        .anyMatch(role -> role.compareTo(this) >= 0 && ids.contains(role.id()));
  }
}
