package org.cloudmarket.procurement.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.cloudmarket.model.random.Digest;

/** Digests as the database adds them: unsigned integers below 2^128. */
final class Sums {

  /** Where they begin anew. */
  static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  private static final BigInteger LOW = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private Sums() {}

  static BigDecimal number(Digest digest) {
    return new BigDecimal(new BigInteger(digest.hex(), 16));
  }

  static Digest digest(BigDecimal number) {
    BigInteger bits = number.toBigIntegerExact();
    return new Digest(bits.shiftRight(64).longValue(), bits.and(LOW).longValue());
  }
}
