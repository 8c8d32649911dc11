package org.cloudmarket.procurement.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.market.Months;
import org.cloudmarket.model.message.AwardsMessage.Decided;
import org.cloudmarket.procurement.run.Explanations;
import org.cloudmarket.procurement.store.award.AwardFilter;
import org.cloudmarket.procurement.store.award.AwardStore;
import org.cloudmarket.procurement.store.award.AwardStore.Stored;
import org.cloudmarket.procurement.store.award.Place;
import org.cloudmarket.procurement.store.run.Run;
import org.cloudmarket.procurement.store.run.RunLedger;
import org.cloudmarket.procurement.stream.AwardFeed;
import org.cloudmarket.procurement.stream.AwardFeed.CutOff;
import org.cloudmarket.procurement.stream.AwardFeed.Ended;
import org.cloudmarket.procurement.stream.AwardFeed.Heartbeat;
import org.cloudmarket.procurement.stream.AwardFeed.Missing;
import org.cloudmarket.procurement.stream.AwardFeed.Signal;
import org.cloudmarket.procurement.stream.Positions;
import org.cloudmarket.procurement.web.award.AwardItem;
import org.cloudmarket.procurement.web.award.AwardPages;
import org.cloudmarket.procurement.web.award.AwardTable;
import org.cloudmarket.procurement.web.award.AwardsQuery;
import org.cloudmarket.procurement.web.award.TenderView;
import org.cloudmarket.procurement.web.award.Why;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A run's outcomes: in pages, of a tender, and live. */
@Path("/api/runs/{id}/awards")
@Tag(name = "awards")
public final class AwardsResource {

  private static final String LAST_EVENT_ID = "Last-Event-ID";

  /** For those who read of it. */
  @Schema(name = "OutcomePage")
  record OutcomePage(List<AwardItem> items, String next) {}

  /** Second to pages where a client takes both. */
  private static final String STREAM = MediaType.SERVER_SENT_EVENTS + ";qs=0.5";

  /** Before any month. */
  private static final int NONE = -1;

  private final AwardFeed feed;
  private final AwardStore store;
  private final RunLedger ledger;
  private final Explanations explanations;

  @Inject
  AwardsResource(AwardFeed feed, AwardStore store, RunLedger ledger, Explanations explanations) {
    this.explanations = explanations;
    this.feed = feed;
    this.store = store;
    this.ledger = ledger;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Every award, failed tender, extension and complaint of a run: in pages of whole months,"
              + " or live from the first on",
      description =
          "With Accept: text/event-stream, each as it is committed; the stream ends with the run,"
              + " and knows neither limit nor after, as CSV does. Who has all of a run that has"
              + " ended is answered 204 there. Of pages, next is empty when the run has ended and"
              + " all was given.")
  @Parameter(name = "limit", in = ParameterIn.QUERY)
  @Parameter(name = "after", in = ParameterIn.QUERY)
  @Parameter(name = "month", in = ParameterIn.QUERY)
  @Parameter(name = "from", in = ParameterIn.QUERY)
  @Parameter(name = "to", in = ParameterIn.QUERY)
  @Parameter(name = "type", in = ParameterIn.QUERY)
  @Parameter(name = "segment", in = ParameterIn.QUERY)
  @Parameter(name = "city", in = ParameterIn.QUERY)
  @Parameter(name = "provider", in = ParameterIn.QUERY)
  @Parameter(name = "displaced", in = ParameterIn.QUERY)
  @Parameter(name = "Last-Event-ID", in = ParameterIn.HEADER)
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = OutcomePage.class)),
        @Content(
            mediaType = MediaType.SERVER_SENT_EVENTS,
            schema = @Schema(implementation = String.class))
      })
  @APIResponse(
      responseCode = "204",
      description = "Of a stream: the run has ended, and the client has all of it")
  @APIResponse(responseCode = "429", description = "Too many clients are watching already")
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  public Page<AwardItem> page(@PathParam("id") String id, @Context UriInfo uri) {
    Run run = RunsResource.find(id);
    Query query = new Query(uri.getQueryParameters());
    int limit = query.limit();
    Place after = after(query, run);
    AwardFilter filter = AwardsQuery.filter(query, ledger.scenario(run));
    query.close();
    List<Stored> rest = store.after(after, run.lastMonth().orElse(NONE), run.id, filter, limit + 1);
    if (rest.isEmpty() && ledger.find(run.id).isEmpty()) {
      // Deleted meanwhile: an empty page would say that there was no more.
      throw Refusal.unknown("run", id);
    }
    return AwardPages.cut(run, filter, after, rest, limit);
  }

  @GET
  @Produces({Table.CSV, ParquetWriter.PARQUET, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table csv(@PathParam("id") String id, @Context UriInfo uri) {
    Run run = RunsResource.find(id);
    Query query = new Query(uri.getQueryParameters());
    AwardFilter filter = AwardsQuery.filter(query, ledger.scenario(run));
    query.close();
    int last = run.lastMonth().orElse(NONE);
    return AwardTable.of(
        Table.pages(
            store.after(Place.behind(run.startMonth - 1), last, run.id, filter, Page.MAX_LIMIT),
            page -> store.after(page.getLast().place(), last, run.id, filter, Page.MAX_LIMIT)));
  }

  private static boolean isOf(Run run, Place place) {
    return place.month() >= run.startMonth - 1
        && place.month() < run.startMonth + run.months
        && (place.shard() < run.shards || place.equals(Place.behind(place.month())));
  }

  private static Place after(Query query, Run run) {
    Place start = Place.behind(run.startMonth - 1);
    String after = query.after();
    if (after.isEmpty()) {
      return start;
    }
    return Place.parse(after)
        .filter(place -> isOf(run, place))
        .orElseGet(
            () -> {
              query.fault("after", "is not what a page of this list gave as next");
              return start;
            });
  }

  @GET
  @Path("/{tender}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "What came of a tender, and why: every bid or reason, every score, every rule, and the"
              + " tender without policy",
      description =
          "The run is repeated in this process up to the tender's month; with why=false only the"
              + " outcomes come, at once.")
  @Parameter(name = "why", in = ParameterIn.QUERY)
  @APIResponseSchema(value = TenderView.class, responseCode = "200")
  @APIResponse(responseCode = "409", description = "The run is too large to be explained")
  @APIResponse(
      responseCode = "429",
      description = "Too many explanations and verifications are waiting already")
  public TenderView tender(
      @PathParam("id") String id, @PathParam("tender") String tender, @Context UriInfo uri) {
    Run run = RunsResource.find(id);
    Query query = new Query(uri.getQueryParameters());
    boolean wanted = query.flag("why").orElse(true);
    query.close();
    List<Stored> outcomes =
        Ids.valid(tender)
            ? store.ofTender(run.id, tender, run.lastMonth().orElse(NONE))
            : List.of();
    if (outcomes.isEmpty()) {
      throw Refusal.unknown("tender", tender);
    }
    return new TenderView(
        tender, AwardItem.of(outcomes), wanted ? why(run, tender, outcomes) : null);
  }

  private Why why(Run run, String tender, List<Stored> outcomes) {
    int month = outcomes.getLast().place().month();
    List<Decided> newest =
        outcomes.stream()
            .filter(stored -> stored.place().month() == month)
            .map(Stored::outcome)
            .toList();
    return switch (explanations.explain(ledger.scenario(run), run.seed, tender, newest)) {
      case Explanations.Explained explained -> Why.of(explained.why(), explained.asLogged());
      case Explanations.NoSuchTender _ -> null;
      case Explanations.TooLarge large -> throw Refusals.of(large);
      case Explanations.Busy busy -> throw Refusals.of(busy);
    };
  }

  /** A client has all that there is, and need not come back. */
  static final class NothingMore extends RuntimeException {
    private static final long serialVersionUID = 1;

    NothingMore() {
      super("there is nothing more", null, false, false);
    }
  }

  @ServerExceptionMapper
  RestResponse<Void> nothingMore(NothingMore nothing) {
    return RestResponse.noContent();
  }

  @GET
  @Produces(STREAM)
  @Blocking
  @ResponseHeader(name = "X-Accel-Buffering", value = "no")
  @ResponseHeader(name = "Cache-Control", value = "no-cache, no-transform")
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> stream(
      @PathParam("id") String id,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context HttpServerRequest request,
      @Context Sse sse) {
    Run run = RunsResource.find(id);
    Query query = new Query(uri.getQueryParameters());
    AwardFilter filter = AwardsQuery.filter(query, ledger.scenario(run));
    query.close();
    Positions has = has(run, headers.getHeaderString(LAST_EVENT_ID));
    if (feed.complete(run, has, filter)) {
      throw new NothingMore();
    }
    if (request.method().equals(HttpMethod.HEAD)) {
      // It has no body, so nothing would ever say that its place is free again.
      return Multi.createFrom().empty();
    }
    HttpServerResponse response = request.response();
    return feed.open(
            run,
            has,
            filter,
            events -> response.write(Buffer.buffer(events)).toCompletionStage(),
            response::closed)
        .orElseThrow(
            () -> Refusal.busy("too-many-streams", "Too many clients are watching already"))
        .map(signal -> event(signal, sse));
  }

  private Positions has(Run run, String last) {
    return last == null || last.isEmpty()
        ? Positions.NONE
        : Positions.parse(last)
            .filter(has -> feed.known(run, has))
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "/" + LAST_EVENT_ID, "is not the id of an event of this stream"));
  }

  private static OutboundSseEvent event(Signal signal, Sse sse) {
    OutboundSseEvent.Builder event = sse.newEventBuilder();
    return switch (signal) {
      case Heartbeat _ -> event.comment("alive").build();
      case Missing missing -> {
        ObjectNode what = JsonNodeFactory.instance.objectNode();
        what.put("month", Months.text(missing.month()));
        missing
            .outcomes()
            .ifPresentOrElse(count -> what.put("outcomes", count), () -> what.putNull("outcomes"));
        yield event.name("missing").data(what.toString()).build();
      }
      case Ended ended -> {
        event.name("run-ended").data("{\"status\":\"" + ended.status() + "\"}");
        yield ended.position().isEmpty() ? event.build() : event.id(ended.position()).build();
      }
      case CutOff cutOff ->
          event
              .name("cut-off")
              .data(
                  "{\"reason\":\""
                      + cutOff.reason()
                      + "\",\"lastEventId\":\""
                      + cutOff.position()
                      + "\"}")
              .build();
    };
  }
}
