package org.cloudmarket.local.command;

import org.cloudmarket.documents.reading.WholeNumbers;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number within a range, as documents spell them. */
abstract class WholeNumber implements ITypeConverter<Integer> {

  private final int low;
  private final int high;

  WholeNumber(int low, int high) {
    this.low = low;
    this.high = high;
  }

  @Override
  public Integer convert(String text) {
    try {
      return Math.toIntExact(WholeNumbers.parse(text, low, high));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
