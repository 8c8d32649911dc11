package org.cloudmarket.procurement.store.scenario;

import java.util.List;
import org.cloudmarket.model.soundness.Fault;

/** Why the stored scenarios stay as they are, though somebody wants them changed. */
public sealed interface Obstacle extends ScenarioStore.Put {

  /** The document has faults. */
  record Faulty(List<Fault> faults) implements Obstacle {
    public Faulty {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Others that extend the document would have faults.
   *
   * @param faults of those others, each with its name
   */
  record BreaksOthers(String name, List<Fault> faults) implements Obstacle {
    public BreaksOthers {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Others extend the document that is to be forgotten.
   *
   * @param by their names
   */
  record Extended(String name, List<String> by) implements Obstacle {
    public Extended {
      by = List.copyOf(by);
    }
  }

  /** There is no such document. */
  record Unknown(String name) implements Obstacle {}

  /** The document is shipped, and never changes. */
  record Shipped(String name) implements Obstacle {}

  /**
   * There are as many stored scenarios as there may be.
   *
   * @param most how many that is
   */
  record NoRoom(int most) implements Obstacle {}
}
