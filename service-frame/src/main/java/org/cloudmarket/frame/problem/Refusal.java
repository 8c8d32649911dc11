package org.cloudmarket.frame.problem;

import java.util.List;
import java.util.Set;
import org.cloudmarket.documents.reading.Excerpt;
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

  /** The request has no token, or none that is valid: 401. */
  public static Refusal unauthenticated() {
    return new Refusal(
        Problem.of(
            "login-needed",
            "This needs a login, or an access token that is valid",
            401,
            List.of()));
  }

  /** Who asks may not do it: 403. */
  public static Refusal forbidden(String title) {
    return new Refusal(Problem.of("forbidden", title, 403, List.of()));
  }

  /** A page of another origin asks: 403. */
  public static Refusal foreignOrigin(Fault fault) {
    return new Refusal(
        Problem.of(
            "foreign-origin",
            "A page of another origin may not ask this service",
            403,
            List.of(fault)));
  }

  /** There is no such thing: 404. */
  public static Refusal unknown(String what, String id) {
    return new Refusal(
        Problem.of(
            "unknown-" + what,
            "There is no " + what + " '" + Excerpt.of(id) + "'",
            404,
            List.of()));
  }

  /** There are no such things, and where the request names them: 404. */
  public static Refusal unknown(String what, List<Fault> faults) {
    return new Refusal(Problem.of("unknown-" + what, "There is no such " + what, 404, faults));
  }

  /** The address does not answer to the method: 405. */
  public static Refusal unknownMethod() {
    return new Refusal(
        Problem.of(
            "unknown-method", "This address does not answer to this method", 405, List.of()));
  }

  /** The address has nothing of the media types that are asked for: 406. */
  static Refusal notAcceptable(String accept, Set<String> types) {
    return new Refusal(
        Problem.of(
            "not-acceptable",
            "This address has no representation that the request accepts",
            406,
            List.of(
                new Fault(
                    "/Accept",
                    "is '"
                        + Excerpt.of(accept)
                        + "'; this address has "
                        + String.join(", ", types)))));
  }

  /** It does not go with the state of things: 409. */
  public static Refusal conflict(String kind, String title) {
    return conflict(kind, title, List.of());
  }

  /** It does not go with the state of things, and with which: 409. */
  public static Refusal conflict(String kind, String title, List<Fault> faults) {
    return new Refusal(Problem.of(kind, title, 409, faults));
  }

  /** What the client has seen is not what is there: 412. */
  public static Refusal preconditionFailed(Fault fault) {
    return new Refusal(
        Problem.of(
            "precondition-failed",
            "It is not, or no longer, what the request says",
            412,
            List.of(fault)));
  }

  /** The client has to say what it has seen: 428. */
  public static Refusal preconditionRequired(Fault fault) {
    return new Refusal(
        Problem.of(
            "precondition-required",
            "The request has to say what it replaces",
            428,
            List.of(fault)));
  }

  /** The body is too large, and what is the most: 413. */
  static Refusal tooLarge(List<Fault> limits) {
    return new Refusal(
        Problem.of("too-large", "The body is larger than this service takes", 413, limits));
  }

  /** The body is of a type or in an encoding that is not taken: 415. */
  public static Refusal unsupportedMedia(Fault fault) {
    return new Refusal(
        Problem.of(
            "unsupported-media-type",
            "The service does not take a body of this kind",
            415,
            List.of(fault)));
  }

  /** The request is for another host: 421. */
  public static Refusal foreignHost(Fault fault) {
    return new Refusal(
        Problem.of(
            "foreign-host", "This service does not answer for this host", 421, List.of(fault)));
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
}
