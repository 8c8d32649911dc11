package org.cloudmarket.frame.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoleTest {

  @Test
  void aRoleMayDoWhatThoseBeforeItMay() {
    assertThat(Role.VIEWER.includedIn(List.of("operator"))).isTrue();
    assertThat(Role.ANALYST.includedIn(List.of("viewer", "analyst"))).isTrue();
    assertThat(Role.ANALYST.includedIn(List.of("viewer"))).isFalse();
    assertThat(Role.OPERATOR.includedIn(List.of("viewer", "analyst"))).isFalse();
  }

  @Test
  void rolesOfOtherProgramsCountForNothing() {
    assertThat(Role.VIEWER.includedIn(List.of("admin", "Operator", "operator ", ""))).isFalse();
    assertThat(Role.VIEWER.includedIn(List.of())).isFalse();
  }
}
