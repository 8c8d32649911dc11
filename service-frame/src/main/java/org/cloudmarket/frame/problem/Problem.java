package org.cloudmarket.frame.problem;

import static org.cloudmarket.model.soundness.Fault.wellFormed;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A problem document after RFC 9457.
 *
 * @param type a URN that stays the same for the same kind of problem
 * @param title what is wrong, in one line
 * @param status the HTTP status
 * @param errors every fault of the input, or every limit that it meets; empty where the problem is
 *     not the input
 */
@Schema(name = "Problem")
public record Problem(String type, String title, int status, List<Fault> errors) {

  /** The media type of problem documents. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * One fault of the input.
   *
   * @param pointer where: a JSON pointer into the body, or the name of a query parameter behind a
   *     slash; empty for the whole input
   * @param detail what is wrong there
   */
  @Schema(name = "ProblemFault")
  public record Fault(String pointer, String detail) {
    public Fault {
      pointer = wellFormed(pointer);
      detail = wellFormed(detail);
    }
  }

  public Problem {
    title = wellFormed(title);
    errors = List.copyOf(errors);
  }

  /** Faults of a document, as people are told of them. */
  public static List<Fault> faults(List<org.cloudmarket.model.soundness.Fault> found) {
    return found.stream().map(fault -> new Fault(fault.pointer(), fault.detail())).toList();
  }

  /**
   * A problem of a kind.
   *
   * @param kind kebab-case
   */
  public static Problem of(String kind, String title, int status, List<Fault> errors) {
    return new Problem("urn:cloudmarket:problem:" + kind, title, status, errors);
  }

  /** There is nothing at the address: 404. */
  public static Problem unknownAddress() {
    return of("unknown-address", "There is nothing at this address", 404, List.of());
  }
}
