package org.cloudmarket.procurement.store.experiment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.cloudmarket.analysis.experiment.Arm;
import org.cloudmarket.analysis.experiment.Comparison;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.documents.scenario.ScenarioWriter;
import org.cloudmarket.model.scenario.Scenario;

/** Tells whether two scenarios are the same market. */
public final class Markets {

  /** What only people read: it decides nothing. */
  private static final List<String> WORDS = List.of("name", "title", "story");

  private static final String INSERT =
      "insert into experiment_market (experiment, arm, baseline, market) values (?, ?, ?, ?)";

  private Markets() {}

  /**
   * The markets of a pair of runs.
   *
   * @param baseline as {@link #of} says it; empty where it may be any
   * @param treatment likewise
   */
  public record Pair(String baseline, String treatment) {}

  /**
   * SHA-256 of a scenario's canonical document, in hexadecimal digits: equal for scenarios that
   * differ in name, title and story only.
   */
  public static String of(Scenario scenario) {
    ObjectNode document = ScenarioWriter.write(scenario);
    document.remove(WORDS);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(document.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Notes the markets of a comparison; other experiments are not of pairs. */
  static void insert(String id, Experiment experiment, Connection connection) throws SQLException {
    if (!(experiment.design() instanceof Comparison comparison)) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      add(id, comparison.baseline(), true, insert);
      for (Arm arm : comparison.treatments()) {
        add(id, arm, false, insert);
      }
      insert.executeBatch();
    }
  }

  private static void add(String id, Arm arm, boolean baseline, PreparedStatement insert)
      throws SQLException {
    insert.setString(1, id);
    insert.setString(2, arm.id());
    insert.setBoolean(3, baseline);
    insert.setString(4, of(arm.scenario()));
    insert.addBatch();
  }
}
