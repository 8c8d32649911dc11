package org.cloudmarket.procurement.store.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.cloudmarket.model.random.Digest;
import org.junit.jupiter.api.Test;

class SumsTest {

  private static final Digest HIGH = new Digest(-1, -3);
  private static final Digest LOW = new Digest(0x0123_4567_89ab_cdefL, 5);

  @Test
  void aDigestAsANumberIsTheSameDigest() {
    assertThat(Sums.digest(Sums.number(HIGH))).isEqualTo(HIGH);
    assertThat(Sums.digest(Sums.number(LOW))).isEqualTo(LOW);
    assertThat(Sums.number(Digest.ZERO)).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void numbersAddedModuloAddAsDigestsDo() {
    BigDecimal sum =
        new BigDecimal(Sums.number(HIGH).add(Sums.number(LOW)).toBigInteger().mod(Sums.MODULUS));

    assertThat(Sums.digest(sum)).isEqualTo(HIGH.plus(LOW));
  }
}
