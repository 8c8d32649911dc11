package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cloudmarket.frame.access.AllowedTo;
import org.cloudmarket.frame.access.Caller;
import org.cloudmarket.frame.access.Role;
import org.cloudmarket.frame.log.RunLog;
import org.cloudmarket.frame.problem.BodyLimit;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.runs.Orders;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.model.market.Provider;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.procurement.store.run.BidderLedger;
import org.cloudmarket.procurement.store.run.BidderLedger.Bidder;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunLedger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Who bids for the external providers of a run. */
@Path("/api/runs/{id}/bidders")
@Tag(name = "bidders")
@Produces(MediaType.APPLICATION_JSON)
public final class BiddersResource {

  private static final Logger LOG = Logger.getLogger(BiddersResource.class);
  private static final int KEY_BITS = 2048;

  /**
   * What a bidder signs with.
   *
   * @param privateKey an RSA key, as PEM has PKCS #8. Nobody keeps it here
   * @param publicKey the same for everybody to see, as X.509 has it, in Base64 for addresses
   */
  @Schema(name = "BidderCredential")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Credential(String run, String provider, String publicKey, String privateKey) {}

  /**
   * Who bids for a provider.
   *
   * @param publicKey as a credential has it
   */
  @Schema(name = "Bidder")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record BidderView(String provider, String publicKey, Instant registeredAt) {
    static BidderView of(Bidder bidder) {
      return new BidderView(bidder.provider(), bidder.publicKey(), bidder.registeredAt());
    }
  }

  private final BidderLedger bidders;
  private final RunLedger ledger;
  private final BodyLimit bodies;
  private final Caller caller;

  @Inject
  BiddersResource(BidderLedger bidders, RunLedger ledger, BodyLimit bodies, Caller caller) {
    this.bidders = bidders;
    this.ledger = ledger;
    this.bodies = bodies;
    this.caller = caller;
  }

  @POST
  @AllowedTo(Role.ANALYST)
  @Operation(
      summary = "Join a run as one of its external providers: {\"provider\": \"tencent-cloud\"}",
      description =
          "From then on only bids that are signed with the private key count for this provider. It"
              + " is said once. Whoever asks again gets another key, and the one before is void.")
  @APIResponseSchema(
      value = Credential.class,
      responseCode = "201",
      responseDescription = "Registered; the private key is nowhere else")
  @APIResponse(responseCode = "409", description = "The run has ended, or hears no bids")
  public RestResponse<Credential> register(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @RequestBody(ref = "bidder") InputStream stream) {
    JsonBody body =
        JsonBody.read(headers, bodies.read(stream), "{\"provider\": \"tencent-cloud\"}");
    Run run = RunsResource.find(id);
    if (!caller.mayDirect(run.owner)) {
      throw Refusal.forbidden("Only its owner and an operator register bidders of '" + id + "'");
    }
    Scenario scenario = ledger.ordered(run);
    String provider = provider(body, scenario);
    if (run.status().ended()) {
      throw Refusal.conflict("run-ended", "Run '" + id + "' has ended: it is " + run.status().id());
    }
    if (!scenario.waitsForBids()) {
      throw Refusal.conflict(
          "run-hears-nobody", "Run '" + id + "' hears no bids: it repeats those of its scenario");
    }
    KeyPair pair = newPair();
    String publicKey =
        Base64.getUrlEncoder().withoutPadding().encodeToString(pair.getPublic().getEncoded());
    try {
      bidders.register(run, run.lastMonth().orElse(run.startMonth), provider, publicKey);
    } catch (Orders.NotAcknowledged e) {
      throw Refusal.unavailable(
          "broker-away", "The broker did not take the registration. It can be asked for again");
    }
    RunLog.of(id, () -> LOG.infof("Registered a bidder for %s of %s", provider, id));
    return ResponseBuilder.<Credential>create(RestResponse.Status.CREATED)
        .header(HttpHeaders.LOCATION, "/api/runs/" + id + "/bidders")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .entity(new Credential(id, provider, publicKey, pem(pair)))
        .build();
  }

  private static String provider(JsonBody body, Scenario scenario) {
    body.allow(Set.of("provider"));
    List<String> external =
        scenario.providers().stream().filter(Provider::external).map(Provider::id).toList();
    Optional<String> provider = Optional.ofNullable(body.field("provider").textValue());
    if (provider.filter(external::contains).isEmpty()) {
      body.fault(
          "/provider",
          external.isEmpty()
              ? "is no external provider of the run, which has none"
              : "is no external provider of the run; it has " + external);
    }
    body.close();
    return provider.orElseThrow();
  }

  private static KeyPair newPair() {
    try {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
      pairs.initialize(KEY_BITS);
      return pairs.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has RSA", e);
    }
  }

  private static String pem(KeyPair pair) {
    String text = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
  }

  @GET
  @Operation(summary = "Who has registered as a provider of a run")
  @Parameter(name = "limit", in = ParameterIn.QUERY)
  @Parameter(name = "after", in = ParameterIn.QUERY)
  public Page<BidderView> list(@PathParam("id") String id, @Context UriInfo uri) {
    Query query = new Query(uri.getQueryParameters());
    int limit = query.limit();
    String after = query.after();
    query.close();
    return Page.of(
        bidders.of(RunsResource.find(id).id).stream().map(BidderView::of).toList(),
        BidderView::provider,
        after,
        limit);
  }
}
