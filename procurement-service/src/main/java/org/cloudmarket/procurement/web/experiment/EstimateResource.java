package org.cloudmarket.procurement.web.experiment;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.cloudmarket.analysis.experiment.Comparison;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.frame.access.AllowedTo;
import org.cloudmarket.frame.access.Role;
import org.cloudmarket.frame.problem.BodyLimit;
import org.cloudmarket.frame.problem.Problem;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.BodyFormat;
import org.cloudmarket.frame.web.Examinations;
import org.cloudmarket.procurement.experiment.Estimates;
import org.cloudmarket.procurement.store.scenario.ScenarioStore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a comparison would find, at once: for who designs a policy by what it does. */
@Path("/api/experiments/estimate")
@Tag(name = "experiments")
@Produces(MediaType.APPLICATION_JSON)
public final class EstimateResource {

  private final Estimates estimates;
  private final ScenarioStore scenarios;
  private final Examinations examinations;
  private final BodyLimit bodies;

  @Inject
  EstimateResource(
      Estimates estimates, ScenarioStore scenarios, Examinations examinations, BodyLimit bodies) {
    this.estimates = estimates;
    this.scenarios = scenarios;
    this.examinations = examinations;
    this.bodies = bodies;
  }

  @POST
  @AllowedTo(Role.ANALYST)
  @Operation(
      summary =
          "Estimate what a comparison finds, with as many pairs of runs as fit into a moment. Nothing"
              + " is stored",
      description =
          "The markets are run as they are, in this process: how many pairs there are depends on the"
              + " time, and what so many pairs come to does not. Four are made in any case. Runs are"
              + " remembered for a while, so who asks again gets more pairs, up to the replications of"
              + " the document. One estimate is made at a time.")
  @APIResponseSchema(value = EstimateView.class, responseCode = "200")
  @APIResponse(
      responseCode = "409",
      description = "Even four pairs take too long: it can be ordered as an experiment")
  @APIResponse(
      responseCode = "429",
      description = "Another estimate is being made, or too many documents are examined")
  public EstimateView estimate(
      @Context HttpHeaders headers, @RequestBody(ref = "experiment") InputStream body) {
    byte[] text = bodies.read(body);
    BodyFormat format = BodyFormat.of(headers);
    Experiment experiment = examinations.inTurn(() -> read(format, text));
    if (!(experiment.design() instanceof Comparison comparison)) {
      throw Refusal.invalid(
          "/kind", "is " + experiment.design().kind() + "; only a comparison can be estimated");
    }
    return switch (estimates.estimate(experiment, comparison)) {
      case Estimates.Estimated estimated -> EstimateView.of(estimated, experiment.warnings());
      case Estimates.Busy _ ->
          throw Refusal.busy("estimating", "Another estimate is being made; try again in a moment");
      case Estimates.TooLarge large ->
          throw Refusal.conflict(
              "estimate-too-large",
              "The comparison is too large for an estimate",
              Problem.faults(List.of(large.why())));
    };
  }

  private Experiment read(BodyFormat format, byte[] text) {
    try {
      return ExperimentReader.read(format.read(text), scenarios.library());
    } catch (InvalidScenario e) {
      throw Refusal.invalid(Problem.faults(e.faults()));
    }
  }
}
