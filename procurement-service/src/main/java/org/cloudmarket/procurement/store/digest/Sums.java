package org.cloudmarket.procurement.store.digest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.zip.CRC32C;
import org.cloudmarket.model.random.Digest;

/**
 * What the database adds up of records: their digests, unsigned integers below 2^128, and their
 * checksums.
 */
public final class Sums {

  /** Where they begin anew. */
  public static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  private static final BigInteger LOW = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private Sums() {}

  /** A digest as a number. */
  public static BigDecimal number(Digest digest) {
    return new BigDecimal(new BigInteger(digest.hex(), 16));
  }

  /** The digest that a number stands for. */
  public static Digest digest(BigDecimal number) {
    BigInteger bits = number.toBigIntegerExact();
    return new Digest(bits.shiftRight(64).longValue(), bits.and(LOW).longValue());
  }

  /** The checksum of a record, 0 and up. */
  public static long checksum(byte[] record) {
    CRC32C checksum = new CRC32C();
    checksum.update(record, 0, record.length);
    return checksum.getValue();
  }
}
