package org.cloudmarket.frame.access;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Stream;

/** What somebody may do. Each role may do what those before it may. */
public enum Role {
  /** Reads everything. */
  VIEWER,
  /** Orders runs and experiments, stores scenarios, and directs their own runs. */
  ANALYST,
  /** Changes policies of runs that go on, directs the runs of others, and deletes. */
  OPERATOR;

  /** As tokens and settings name it. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

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
