package org.cloudmarket.procurement.web;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
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
import org.cloudmarket.frame.problem.Refusal;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.procurement.run.AwardFeed;
import org.cloudmarket.procurement.run.AwardFeed.CutOff;
import org.cloudmarket.procurement.run.AwardFeed.Ended;
import org.cloudmarket.procurement.run.AwardFeed.Heartbeat;
import org.cloudmarket.procurement.run.AwardFeed.Outcome;
import org.cloudmarket.procurement.run.AwardFeed.Signal;
import org.cloudmarket.procurement.run.Positions;
import org.cloudmarket.procurement.store.Run;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A run's outcomes, live. */
@Path("/api/runs/{id}/awards")
public final class AwardsResource {

  private static final String LAST_EVENT_ID = "Last-Event-ID";

  private final AwardFeed feed;

  @Inject
  AwardsResource(AwardFeed feed) {
    this.feed = feed;
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Blocking
  @Operation(
      summary =
          "Every award, failed tender, extension and complaint of a run, from its first on and as"
              + " it is committed; ends with the run")
  public Multi<OutboundSseEvent> stream(
      @PathParam("id") String id,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context Sse sse) {
    new Query(uri.getQueryParameters()).close();
    Run run = RunsResource.find(id);
    String last = headers.getHeaderString(LAST_EVENT_ID);
    Positions has =
        last == null || last.isEmpty()
            ? Positions.NONE
            : Positions.parse(last)
                .orElseThrow(
                    () ->
                        Refusal.invalid(
                            "/" + LAST_EVENT_ID, "is not the id of an event of this stream"));
    return feed.open(run.id, run.shards, has)
        .orElseThrow(
            () -> Refusal.busy("too-many-streams", "Too many clients are watching already"))
        .map(signal -> event(signal, sse));
  }

  private static OutboundSseEvent event(Signal signal, Sse sse) {
    OutboundSseEvent.Builder event = sse.newEventBuilder();
    return switch (signal) {
      case Outcome outcome ->
          event.id(outcome.position()).name(outcome.type()).data(outcome.json()).build();
      case Heartbeat _ -> event.comment("alive").build();
      case Ended ended ->
          event.name("run-ended").data("{\"status\":\"" + ended.status() + "\"}").build();
      case CutOff cutOff ->
          event
              .name("cut-off")
              .data(
                  "{\"reason\":\"this client reads too slowly\",\"lastEventId\":\""
                      + cutOff.position()
                      + "\"}")
              .build();
    };
  }
}
