package org.cloudmarket.frame.problem;

import java.util.List;
import org.cloudmarket.frame.problem.Problem.Fault;

/**
 * A request that is answered with a problem document. It is the user's news, not an error of ours.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  private Refusal(Problem problem) {
    // No stack trace: nobody looks for a bug where a user made a slip.
    super(problem.title(), null, false, false);
    this.problem = problem;
  }

  /** The input has faults: 400. */
  public static Refusal invalid(List<Fault> faults) {
    return new Refusal(Problem.of("invalid-input", "The input has faults", 400, faults));
  }

  /** The input has one fault: 400. */
  public static Refusal invalid(String pointer, String detail) {
    return invalid(List.of(new Fault(pointer, detail)));
  }

  /** There is no such thing: 404. */
  public static Refusal unknown(String what, String id) {
    return new Refusal(
        Problem.of(
            "unknown-" + what, "There is no " + what + " '" + shortened(id) + "'", 404, List.of()));
  }

  /** It does not go with the state of things: 409. */
  public static Refusal conflict(String kind, String title) {
    return conflict(kind, title, List.of());
  }

  /** It does not go with the state of things, and with which: 409. */
  public static Refusal conflict(String kind, String title, List<Fault> faults) {
    return new Refusal(Problem.of(kind, title, 409, faults));
  }

  /** The body is too large: 413. */
  public static Refusal tooLarge() {
    return new Refusal(
        Problem.of("too-large", "The body is larger than this service takes", 413, List.of()));
  }

  /** It is well-formed, and was used for something else before: 422. */
  public static Refusal otherUse(String kind, String title) {
    return new Refusal(Problem.of(kind, title, 422, List.of()));
  }

  /** Too much is asked at once: 429. */
  public static Refusal busy(String kind, String title) {
    return busy(kind, title, List.of());
  }

  /** Too much is asked at once, and by what: 429. */
  public static Refusal busy(String kind, String title, List<Fault> faults) {
    return new Refusal(Problem.of(kind, title, 429, faults));
  }

  /** Something that we need is away: 503. */
  public static Refusal unavailable(String kind, String title) {
    return new Refusal(Problem.of(kind, title, 503, List.of()));
  }

  /** What the user is told. */
  public Problem problem() {
    return problem;
  }

  private static String shortened(String id) {
    return id.length() <= 80 ? id : id.substring(0, 80) + "...";
  }
}
