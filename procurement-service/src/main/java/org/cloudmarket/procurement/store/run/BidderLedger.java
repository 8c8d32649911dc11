package org.cloudmarket.procurement.store.run;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cloudmarket.frame.runs.Orders;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.model.message.TendersMessage.BidderRegistered;
import org.cloudmarket.wire.topic.Placement;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Knows who bids for external providers, and tells the providers' desk. */
@Singleton
public class BidderLedger {

  /**
   * Somebody who bids for a provider.
   *
   * @param publicKey as {@link BidderRegistered} has it
   */
  public record Bidder(String provider, String publicKey, Instant registeredAt) {}

  private final Database database;
  private final Orders orders;
  private final Placement placement;

  @Inject
  BidderLedger(
      Database database, Orders orders, @ConfigProperty(name = "kafka.partitions") int partitions) {
    this.database = database;
    this.orders = orders;
    this.placement = new Placement(partitions);
  }

  /**
   * Takes a bidder in, in the place of an earlier one, and tells all shards. Two for one provider
   * come one after the other, so that all shards and the database end with the same.
   *
   * @throws Orders.NotAcknowledged where the broker did not say that it has all of it: some shards
   *     may know the bidder. To register again is the cure
   */
  public void register(Run run, int month, String provider, String publicKey)
      throws Orders.NotAcknowledged {
    try {
      database.read(
          connection -> {
            try (PreparedStatement upsert =
                connection.prepareStatement(
                    """
                    insert into run_bidder (run, provider, public_key) values (?, ?, ?)
                    on conflict (run, provider)
                    do update set public_key = excluded.public_key, registered_at = now()
                    """)) {
              upsert.setString(1, run.id);
              upsert.setString(2, provider);
              upsert.setString(3, publicKey);
              upsert.executeUpdate();
            }
            tell(run, month, provider, publicKey);
            return run;
          });
    } catch (Untold e) {
      throw e.because;
    }
  }

  private void tell(Run run, int month, String provider, String publicKey) {
    try {
      for (int shard = 0; shard < run.shards; shard++) {
        orders.send(new BidderRegistered(run.id, shard, month, provider, publicKey), placement);
      }
    } catch (Orders.NotAcknowledged e) {
      throw new Untold(e);
    }
  }

  /** What the broker was not told is not written either. */
  private static final class Untold extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Orders.NotAcknowledged because;

    Untold(Orders.NotAcknowledged because) {
      super(null, because, false, false);
      this.because = because;
    }
  }

  /** The bidders of a run, by the ids of their providers. */
  public List<Bidder> of(String run) {
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  select provider, public_key, registered_at from run_bidder where run = ?
                  order by provider collate "C"
                  """)) {
            select.setString(1, run);
            return all(select);
          }
        });
  }

  private static List<Bidder> all(PreparedStatement select) throws SQLException {
    List<Bidder> bidders = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        Timestamp at = rows.getTimestamp(3);
        bidders.add(new Bidder(rows.getString(1), rows.getString(2), at.toInstant()));
      }
    }
    return List.copyOf(bidders);
  }
}
