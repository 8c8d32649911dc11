package org.cloudmarket.procurement.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cloudmarket.frame.web.Descriptions;
import org.cloudmarket.frame.web.Page;
import org.cloudmarket.frame.web.Query;
import org.cloudmarket.frame.web.Table;
import org.cloudmarket.model.market.Ids;
import org.cloudmarket.procurement.store.deadletter.DeadLetter;
import org.cloudmarket.procurement.store.deadletter.DeadLetterStore;
import org.cloudmarket.procurement.store.deadletter.DeadLetterStore.Count;
import org.cloudmarket.procurement.store.deadletter.DeadLetterStore.Stored;
import org.cloudmarket.procurement.store.deadletter.DeadLetterStore.Wanted;
import org.cloudmarket.wire.streams.DeadLetters;
import org.cloudmarket.wire.topic.Topic;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Records that were set aside because nobody could hear them. */
@Path("/api/dead-letters")
@Tag(name = "dead-letters")
@Produces(MediaType.APPLICATION_JSON)
public final class DeadLettersResource {

  private static final List<String> TOPICS =
      Stream.of(Topic.values()).map(Topic::text).sorted().toList();

  private final DeadLetterStore letters;

  @Inject
  DeadLettersResource(DeadLetterStore letters) {
    this.letters = letters;
  }

  @GET
  @Operation(summary = "Records that were set aside, the newest first")
  @Parameter(name = "limit", in = ParameterIn.QUERY)
  @Parameter(name = "after", in = ParameterIn.QUERY)
  @Parameter(name = "reason", in = ParameterIn.QUERY)
  @Parameter(name = "topic", in = ParameterIn.QUERY)
  @Parameter(name = "run", in = ParameterIn.QUERY)
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  public Page<DeadLetterView> list(@Context UriInfo uri) {
    Query query = new Query(uri.getQueryParameters());
    int limit = query.limit();
    Wanted wanted = wanted(query, before(query));
    return Page.cut(
        letters.newestFirst(wanted, limit + 1).stream().map(DeadLetterView::of).toList(),
        DeadLetterView::id,
        limit);
  }

  @GET
  @Produces({Table.CSV, ParquetWriter.PARQUET, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table listAsCsv(@Context UriInfo uri) {
    Wanted wanted = wanted(new Query(uri.getQueryParameters()), Long.MAX_VALUE);
    return Table.of(
        DeadLetterView.class,
        Table.pages(
                letters.newestFirst(wanted, Page.MAX_LIMIT),
                page -> letters.newestFirst(wanted.before(page.getLast().id()), Page.MAX_LIMIT))
            .map(DeadLetterView::of));
  }

  private static Wanted wanted(Query query, long before) {
    Optional<String> reason = query.oneOf("reason", DeadLetters.REASONS);
    Optional<String> topic = query.oneOf("topic", TOPICS);
    Optional<String> run = query.text("run");
    if (run.isPresent() && !Ids.valid(run.get())) {
      query.fault("run", "is no id of a run");
    }
    query.close();
    return new Wanted(before, reason, topic, run);
  }

  @GET
  @Path("/counts")
  @Operation(summary = "How many were ever set aside, by topic and reason")
  @Extension(name = Descriptions.TABLE, value = Descriptions.AND_PARQUET)
  public List<Count> counts() {
    return letters.counts();
  }

  @GET
  @Path("/counts")
  @Produces({Table.CSV, ParquetWriter.PARQUET, Table.DATA_PACKAGE})
  @Operation(hidden = true)
  public Table countsAsCsv() {
    return Table.of(Count.class, letters.counts().stream());
  }

  private static long before(Query query) {
    String after = query.after();
    if (after.isEmpty()) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(after);
    } catch (NumberFormatException e) {
      query.fault("after", "is no id of a dead letter");
      return Long.MAX_VALUE;
    }
  }

  /**
   * A record that was set aside, as people see it.
   *
   * @param time when it was set aside
   * @param desk who set it aside: a desk, or the projection
   * @param topic where it is, as are partition and offset
   * @param key empty where it has none
   * @param bytes the length of its value
   * @param type what it says it is; empty where it does not
   * @param run the run that it says it is of; empty where it says none
   * @param excerpt the beginning of its value, with a replacement for what does not print
   */
  @Schema(name = "DeadLetter")
  record DeadLetterView(
      String id,
      Instant time,
      String reason,
      String detail,
      String desk,
      String topic,
      int partition,
      long offset,
      String key,
      int bytes,
      String type,
      String run,
      String excerpt) {

    static DeadLetterView of(Stored stored) {
      DeadLetter letter = stored.letter();
      return new DeadLetterView(
          Long.toString(stored.id()),
          letter.setAsideAt(),
          letter.reason(),
          letter.detail(),
          letter.desk(),
          letter.topic(),
          letter.partition(),
          letter.offset(),
          letter.key(),
          letter.bytes(),
          letter.type(),
          letter.run(),
          letter.excerpt());
    }
  }
}
