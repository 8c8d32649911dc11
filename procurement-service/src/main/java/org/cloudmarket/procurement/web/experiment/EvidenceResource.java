package org.cloudmarket.procurement.web.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.cloudmarket.analysis.certificate.Certificate;
import org.cloudmarket.analysis.report.Evidence;
import org.cloudmarket.analysis.report.HtmlReport;
import org.cloudmarket.analysis.report.Question;
import org.cloudmarket.analysis.report.Units;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.Examinations;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Questions that the experiments answer which are kept with the release. No run is made for it. */
@Path("/api/evidence")
@Tag(name = "evidence")
@Produces(MediaType.APPLICATION_JSON)
public final class EvidenceResource {

  private final Examinations examinations;

  @Inject
  EvidenceResource(Examinations examinations) {
    this.examinations = examinations;
  }

  /** Read once, when they are first asked for. */
  private static final class Kept {

    static final List<EvidenceView> ALL = Question.ALL.stream().map(Kept::view).toList();

    private static EvidenceView view(Question question) {
      String name = question.evidence();
      Units units = Units.printed(Evidence.keptCertificate(name).currency());
      return EvidenceView.of(question, Evidence.keptResult(name), units);
    }
  }

  /** All answers, in the order of the front page. */
  record Answers(List<EvidenceView> items) {
    Answers {
      items = List.copyOf(items);
    }
  }

  @GET
  @Operation(
      summary = "Questions and their answers, each with its interval",
      description =
          "They are from experiments that are kept with the release. What else these found:"
              + " docs/evidence.md.")
  @APIResponseSchema(value = Answers.class, responseCode = "200")
  public Answers list() {
    return new Answers(Kept.ALL);
  }

  @GET
  @Path("/{evidence}")
  @Operation(summary = "A question and its answer")
  @APIResponseSchema(value = EvidenceView.class, responseCode = "200")
  public EvidenceView get(@PathParam("evidence") String name) {
    return find(name);
  }

  @GET
  @Path("/{evidence}/result")
  @Operation(summary = "All that the experiment found which answers a question")
  @APIResponseSchema(value = JsonNode.class, responseCode = "200")
  public String result(@PathParam("evidence") String name) {
    return Evidence.keptResultText(find(name).name());
  }

  @GET
  @Path("/{evidence}/certificate")
  @Operation(summary = "The certificate of this experiment: ./run verify makes all its runs again")
  @APIResponseSchema(value = JsonNode.class, responseCode = "200")
  public String certificate(@PathParam("evidence") String name) {
    return Evidence.keptCertificateText(find(name).name());
  }

  @GET
  @Path("/{evidence}/report")
  @Produces(MediaType.TEXT_HTML)
  @Operation(summary = "The report of this experiment, as one page that can be mailed and printed")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_HTML,
              schema = @Schema(implementation = String.class)))
  @APIResponse(responseCode = "429", description = "Too many documents are examined")
  public String report(@PathParam("evidence") String name) {
    String kept = find(name).name();
    return examinations.inTurn(
        () -> {
          Certificate certificate = Evidence.keptCertificate(kept);
          return HtmlReport.of(Evidence.keptResult(kept), certificate, certificate.currency());
        });
  }

  private static EvidenceView find(String name) {
    return Kept.ALL.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refusal.unknown("evidence", name));
  }
}
