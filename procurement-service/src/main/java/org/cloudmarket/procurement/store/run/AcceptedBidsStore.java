package org.cloudmarket.procurement.store.run;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.model.message.AwardsMessage.BidsAccepted;
import org.cloudmarket.model.scenario.AcceptedBids;
import org.cloudmarket.wire.codec.MessageCodec;
import org.cloudmarket.wire.json.UnreadableRecord;

/** The bids from outside that count: one row for a month of a shard, as its record says it. */
public final class AcceptedBidsStore {

  private static final String TYPE = "bids-accepted";

  private AcceptedBidsStore() {}

  /** Adds what is new. Leaves the transaction to its caller. */
  public static void add(Collection<BidsAccepted> lots, Connection connection) throws SQLException {
    if (lots.isEmpty()) {
      return; // As in nearly every batch.
    }
    MessageCodec codec = new MessageCodec();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into accepted_bids (run, shard, month, record) values (?, ?, ?, ?)"
                + " on conflict do nothing")) {
      for (BidsAccepted lot : lots) {
        insert.setString(1, lot.run());
        insert.setInt(2, lot.shard());
        insert.setInt(3, lot.month());
        insert.setString(4, new String(codec.encode(lot), StandardCharsets.UTF_8));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** All bids of a run that count so far. */
  static AcceptedBids of(String run, Connection connection) throws SQLException {
    MessageCodec codec = new MessageCodec();
    SortedMap<String, SortedMap<String, Long>> fen = new TreeMap<>();
    try (PreparedStatement select =
        connection.prepareStatement("select record from accepted_bids where run = ?")) {
      select.setString(1, run);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          byte[] record = rows.getString(1).getBytes(StandardCharsets.UTF_8);
          BidsAccepted lot = (BidsAccepted) codec.decodeNamed(TYPE, record);
          lot.bids()
              .fen()
              .forEach(
                  (provider, bids) ->
                      fen.computeIfAbsent(provider, _ -> new TreeMap<>()).putAll(bids));
        }
      }
    } catch (UnreadableRecord e) {
      throw new IllegalStateException("the database holds bids that cannot be read", e);
    }
    return new AcceptedBids(fen);
  }
}
