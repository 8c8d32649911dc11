package org.cloudmarket.analysis.experiment;

import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmarket.documents.reading.InvalidScenario;

/** A run of an experiment or a calibration cannot be made; the message says which and why. */
public final class FailedRun extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  FailedRun(String which, Throwable cause) {
    super(which + " cannot be run: " + cause.getMessage(), cause);
  }

  /** What is wrong with its market; nothing where we ourselves are at fault. */
  public Optional<InvalidScenario> invalid() {
    return Stream.iterate(getCause(), cause -> cause != null, Throwable::getCause)
        .filter(InvalidScenario.class::isInstance)
        .map(InvalidScenario.class::cast)
        .findFirst();
  }
}
