package org.cloudmarket.procurement.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.cloudmarket.analysis.validation.Scorecard;
import org.junit.jupiter.api.Test;

class ValidationResourceTest {

  @Test
  void theScorecardIsTheOneThatIsKeptWithTheRelease() {
    assertThat(new ValidationResource().scorecard()).isEqualTo(Scorecard.kept());
  }
}
