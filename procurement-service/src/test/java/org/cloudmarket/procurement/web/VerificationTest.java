package org.cloudmarket.procurement.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.cloudmarket.model.random.Digest;
import org.cloudmarket.procurement.run.Difference;
import org.cloudmarket.procurement.store.digest.Digests;
import org.junit.jupiter.api.Test;

class VerificationTest {

  private static final TreeMap<Integer, Digests.Month> MONTHS =
      new TreeMap<>(
          Map.of(
              10, new Digests.Month(new Digest(1, 1), true),
              11, new Digests.Month(new Digest(2, 2), true),
              12, new Digests.Month(new Digest(3, 3), true)));

  @Test
  void theSameMonthsShowNoDifference() {
    assertThat(
            VerificationResource.difference(
                MONTHS, Digests.chained(MONTHS), Digests.chained(MONTHS)))
        .isEmpty();
  }

  @Test
  void theFirstMonthThatDiffersIsNamed() {
    TreeMap<Integer, Digests.Month> others = new TreeMap<>(MONTHS);
    others.put(11, new Digests.Month(new Digest(9, 9), true));

    assertThat(
            VerificationResource.difference(
                MONTHS, Digests.chained(MONTHS), Digests.chained(others)))
        .contains(new Difference(11, "", Difference.Kind.DIGEST));
  }

  @Test
  void recordsThatAreNotWhatTheDeskClaimedAreTheLogsFault() {
    TreeMap<Integer, Digests.Month> months = new TreeMap<>(MONTHS);
    months.put(12, new Digests.Month(new Digest(3, 3), false));

    assertThat(
            VerificationResource.difference(
                months, Digests.chained(months), Digests.chained(MONTHS)))
        .contains(new Difference(12, "", Difference.Kind.LOG));
  }

  @Test
  void aMonthThatIsGoneIsADifference() {
    TreeMap<Integer, Digests.Month> months = new TreeMap<>(MONTHS);
    months.remove(12);

    assertThat(
            VerificationResource.difference(
                months, Digests.chained(months), Digests.chained(MONTHS)))
        .contains(new Difference(12, "", Difference.Kind.LOG));
  }
}
