package org.cloudmarket.procurement.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.cloudmarket.documents.reading.Excerpt;
import org.cloudmarket.exchange.contract.ContractData;
import org.cloudmarket.exchange.contract.DataFaults;
import org.cloudmarket.exchange.contract.InvalidData;
import org.cloudmarket.exchange.mapping.Mapping;
import org.cloudmarket.exchange.market.ImportedMarket;
import org.cloudmarket.exchange.market.MarketImport;
import org.cloudmarket.exchange.report.ImportReport;
import org.cloudmarket.exchange.report.MappingTable;
import org.cloudmarket.frame.access.AllowedTo;
import org.cloudmarket.frame.access.Role;
import org.cloudmarket.frame.problem.BodyLimit;
import org.cloudmarket.frame.problem.Problem.Fault;
import org.cloudmarket.frame.problem.Refusal;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Markets that are made of somebody's own data. */
@Path("/api/imports")
@Tag(name = "scenarios")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportsResource {

  private static final String EXAMPLE =
      "{\"name\": \"my-market\", \"files\": {\"data.json\": \"…\"}}";

  private final BodyLimit bodies;

  /** An import takes a processor and much memory for some seconds. */
  private final Semaphore place = new Semaphore(1);

  @Inject
  ImportsResource(BodyLimit bodies) {
    this.bodies = bodies;
  }

  /**
   * What became of data.
   *
   * @param name of the scenario
   * @param document the scenario in YAML, to be kept or run
   * @param mapping who was taken for whom and why, as a table; corrected, it can be sent again
   * @param report what was used, what was missing, and how the market compares with the data; in
   *     Markdown
   * @param leftOut what was faulty, a line each
   */
  @Schema(name = "Import")
  record ImportView(
      String name, String document, String mapping, String report, List<String> leftOut) {}

  @POST
  @AllowedTo(Role.ANALYST)
  @Operation(
      summary = "Make a market of contracts: of OCDS releases, or of a table. Nothing is stored",
      description =
          "As ./run import does, for what fits into a request. The answer has the scenario, which can"
              + " be stored under /api/scenarios, and who was taken for whom. One import is made at a"
              + " time.")
  @APIResponseSchema(value = ImportView.class, responseCode = "200")
  @APIResponse(responseCode = "429", description = "Another import is being made")
  public ImportView make(
      @Context HttpHeaders headers, @RequestBody(ref = "import") InputStream body) {
    ImportOrder order = ImportOrder.of(JsonBody.read(headers, bodies.read(body), EXAMPLE));
    if (!place.tryAcquire()) {
      throw Refusal.busy("importing", "Another import is being made; try again in a moment");
    }
    try {
      return made(order);
    } finally {
      place.release();
    }
  }

  private static ImportView made(ImportOrder order) {
    DataFaults ofMapping = new DataFaults();
    Mapping map = order.mapping(ofMapping);
    DataFaults ofData = new DataFaults();
    ContractData data = order.read(ofData);
    boolean refused = ofData.count() > 0 && !order.skipFaulty();
    if (ofMapping.count() > 0 || refused) {
      List<Fault> all = faults("/mapping", ofMapping.lines());
      all.addAll(faults("/files", refused ? ofData.lines() : List.of()));
      throw Refusal.invalid(all);
    }
    ImportedMarket market;
    try {
      market = MarketImport.of(data, map, order.options());
    } catch (InvalidData e) {
      throw Refusal.invalid(faults("/files", e.getMessage().lines().toList()));
    }
    return new ImportView(
        order.options().name(),
        market.document(),
        MappingTable.csv(market, map),
        ImportReport.markdown(market),
        ofData.lines().stream().map(Excerpt::printable).toList());
  }

  private static List<Fault> faults(String pointer, List<String> lines) {
    List<Fault> faults = new ArrayList<>();
    lines.forEach(line -> faults.add(new Fault(pointer, Excerpt.printable(line))));
    return faults;
  }
}
