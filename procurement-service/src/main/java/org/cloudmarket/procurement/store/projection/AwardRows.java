package org.cloudmarket.procurement.store.projection;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.cloudmarket.procurement.store.award.Traits;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Copies outcomes into the database in bulk. A row is a line of PostgreSQL's text format: values
 * parted by tabs.
 */
final class AwardRows {

  private static final String COPY =
      """
      copy award
        (run, month, shard, position, type, segment, city, provider, displaced, tender, record)
      from stdin (format text, encoding 'UTF8')
      """;

  /** A row has about a thousand characters. */
  private static final int CHARACTERS_AT_ONCE = 1 << 17;

  private AwardRows() {}

  /** Adds outcomes. Leaves the transaction to its caller. */
  static void write(List<ProjectionBatch.Award> awards, Connection connection) throws SQLException {
    if (awards.isEmpty()) {
      return;
    }
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
    try {
      StringBuilder lines = new StringBuilder();
      for (ProjectionBatch.Award award : awards) {
        line(award, lines);
        if (lines.length() > CHARACTERS_AT_ONCE) {
          send(lines, copy);
        }
      }
      send(lines, copy);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void send(StringBuilder lines, CopyIn copy) throws SQLException {
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    lines.setLength(0);
  }

  /** Adds the line of an outcome. */
  static void line(ProjectionBatch.Award award, StringBuilder lines) {
    Traits traits = Traits.of(award.outcome());
    escape(award.outcome().run(), lines);
    lines.append('\t').append(award.outcome().month());
    lines.append('\t').append(award.outcome().shard());
    lines.append('\t').append(award.record().offset());
    lines.append('\t').append(traits.type().id());
    lines.append('\t').append(traits.segment().id());
    escape(traits.city(), lines.append('\t'));
    escape(traits.provider(), lines.append('\t'));
    lines.append('\t').append(traits.displaced() ? 't' : 'f');
    escape(award.outcome().tender(), lines.append('\t'));
    escape(new String(award.record().value(), StandardCharsets.UTF_8), lines.append('\t'));
    lines.append('\n');
  }

  private static void escape(String text, StringBuilder lines) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      switch (each) {
        case '\\' -> lines.append("\\\\");
        case '\t' -> lines.append("\\t");
        case '\n' -> lines.append("\\n");
        case '\r' -> lines.append("\\r");
        default -> lines.append(each);
      }
    }
  }
}
