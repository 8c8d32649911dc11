package org.cloudmarket.documents.reading;

import java.util.List;
import java.util.stream.Collectors;
import org.cloudmarket.model.soundness.Fault;
import org.cloudmarket.model.soundness.Pointer;

/** A document that cannot be run, with everything that is wrong with it. */
public final class InvalidScenario extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // made by List.copyOf, whose lists are serializable
  private final List<Fault> faults;

  public InvalidScenario(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** Of a document that cannot be read at all. */
  public static InvalidScenario unreadable(String why) {
    return new InvalidScenario(List.of(new Fault(Pointer.ROOT, why)));
  }

  /** Every fault, at least one; read from the top of the document to its end. */
  public List<Fault> faults() {
    return faults;
  }
}
