package org.cloudmarket.procurement.store.scenario;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.frame.store.Database;
import org.cloudmarket.model.soundness.Findings;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.jboss.logging.Logger;

/**
 * The scenarios that a run can be ordered of by name: those that are shipped and those that people
 * stored. Whatever is stored can be run: nothing goes in, and nothing changes or goes away under
 * another, that would leave one with a fault.
 */
@Singleton
public class ScenarioStore {

  private static final Logger LOG = Logger.getLogger(ScenarioStore.class);

  /** Any number that is no other lock's in this database. */
  private static final long LOCK = 0x7363656e6172696fL;

  private static final DocumentLibrary SHIPPED = DocumentLibrary.shipped();

  /**
   * All scenarios at one time.
   *
   * @param revisions of those that are stored, by name
   * @param storedAt when they were stored as they are now
   */
  public record Known(
      Map<String, Long> revisions, Map<String, Instant> storedAt, DocumentLibrary library) {

    /** The revision of a document; of a shipped one it is always the same. */
    public String revision(String name) {
      return stored(name).orElse("shipped");
    }

    private Optional<String> stored(String name) {
      return Optional.ofNullable(revisions.get(name))
          .filter(_ -> !shipped(name))
          .map(String::valueOf);
    }
  }

  private final Database database;
  private final int most;
  private volatile Known known = new Known(Map.of(), Map.of(), SHIPPED);

  @Inject
  ScenarioStore(Database database, ProcurementSettings settings) {
    this.database = database;
    this.most = settings.scenarios().stored();
  }

  /** Whether the name is that of a document that is shipped, and so never that of a stored one. */
  public static boolean shipped(String name) {
    return SHIPPED.find(name).isPresent();
  }

  /** What became of a document that was to be stored. */
  public sealed interface Put permits Stored, Obstacle {}

  /**
   * It is stored.
   *
   * @param isNew whether there was none of its name
   * @param revision its own
   */
  public record Stored(boolean isNew, String revision) implements Put {}

  /** All that there are now, whichever replica stored them. */
  public DocumentLibrary library() {
    return known().library;
  }

  /** As {@link #library}, with their revisions. */
  public Known known() {
    return database.read(this::known);
  }

  /**
   * Stores a document, in place of one of the same name.
   *
   * @param seen is given the revision of what was stored before, and may end all by an exception
   */
  public Put put(String name, ScenarioDocument document, Consumer<Optional<String>> seen) {
    if (shipped(name)) {
      return new Obstacle.Shipped(name);
    }
    return database.read(
        connection -> {
          lock(connection);
          Known before = known(connection);
          seen.accept(before.stored(name));
          Optional<Obstacle> obstacle =
              StoredDocuments.againstStoring(before.library, name, document);
          if (obstacle.isPresent()) {
            return obstacle.get();
          }
          boolean isNew = before.library.find(name).isEmpty();
          if (isNew && before.revisions.size() >= most) {
            return new Obstacle.NoRoom(most);
          }
          delete(name, connection);
          return new Stored(isNew, insert(name, document, connection));
        });
  }

  /**
   * Forgets a document.
   *
   * @param seen is given the revision of what is stored, and may end all by an exception
   * @return why it stays; empty where it does not
   */
  public Optional<Obstacle> remove(String name, Consumer<Optional<String>> seen) {
    if (shipped(name)) {
      return Optional.of(new Obstacle.Shipped(name));
    }
    return database.read(
        connection -> {
          lock(connection);
          Known before = known(connection);
          seen.accept(before.stored(name));
          Optional<Obstacle> obstacle = StoredDocuments.againstForgetting(before.library, name);
          if (obstacle.isEmpty()) {
            delete(name, connection);
          }
          return obstacle;
        });
  }

  /** Examines a document as if it were to be stored. */
  public Findings examine(ScenarioDocument document) {
    return StoredDocuments.examine(library(), document);
  }

  private Known known(Connection connection) throws SQLException {
    Known last = known;
    if (!revisions(connection).equals(last.revisions)) {
      last = all(connection);
      known = last;
    }
    return last;
  }

  private static Map<String, Long> revisions(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select name, revision from scenario_document");
        ResultSet rows = select.executeQuery()) {
      Map<String, Long> revisions = new HashMap<>();
      while (rows.next()) {
        revisions.put(rows.getString(1), rows.getLong(2));
      }
      return revisions;
    }
  }

  private static Known all(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "select name, revision, document, stored_at from scenario_document");
        ResultSet rows = select.executeQuery()) {
      Map<String, Long> revisions = new HashMap<>();
      Map<String, Instant> storedAt = new HashMap<>();
      DocumentLibrary library = SHIPPED;
      while (rows.next()) {
        revisions.put(rows.getString(1), rows.getLong(2));
        storedAt.put(rows.getString(1), rows.getObject(4, OffsetDateTime.class).toInstant());
        // What a later release ships wins: nobody could tell the two apart by name.
        if (!shipped(rows.getString(1))) {
          library = with(library, rows.getString(3));
        }
      }
      return new Known(Map.copyOf(revisions), Map.copyOf(storedAt), library);
    }
  }

  private static DocumentLibrary with(DocumentLibrary library, String document) {
    try {
      return library.with(ScenarioDocument.parse(document));
    } catch (InvalidScenario e) {
      LOG.warnf("A stored scenario cannot be read any more: %s", e.getMessage());
      return library;
    }
  }

  private static void lock(Connection connection) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      lock.setLong(1, LOCK);
      lock.executeQuery().close();
    }
  }

  private static void delete(String name, Connection connection) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from scenario_document where name = ?")) {
      delete.setString(1, name);
      delete.executeUpdate();
    }
  }

  private static String insert(String name, ScenarioDocument document, Connection connection)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into scenario_document (name, document) values (?, ?) returning revision")) {
      insert.setString(1, name);
      insert.setString(2, document.text());
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
