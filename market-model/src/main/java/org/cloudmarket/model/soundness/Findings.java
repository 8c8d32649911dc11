package org.cloudmarket.model.soundness;

import java.util.List;

/**
 * What an examination of a document found.
 *
 * @param faults what must be mended before it can be run
 * @param warnings what can be run and is probably not meant: a policy that touches nobody, say
 */
public record Findings(List<Fault> faults, List<Fault> warnings) {
  public Findings {
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
  }

  /** Whether the document can be run. */
  public boolean valid() {
    return faults.isEmpty();
  }

  /** Only what the others do not have. */
  public Findings without(Findings others) {
    return new Findings(
        faults.stream().filter(fault -> !others.faults.contains(fault)).toList(),
        warnings.stream().filter(warning -> !others.warnings.contains(warning)).toList());
  }
}
