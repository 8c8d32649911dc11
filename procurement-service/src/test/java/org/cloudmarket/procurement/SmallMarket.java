package org.cloudmarket.procurement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.log.scenario.DocumentLibrary;
import org.cloudmarket.model.message.Message;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.run.ReferenceRun;
import org.cloudmarket.model.scenario.Scenario;

/** A small run of a scenario that is shipped, for tests. */
public final class SmallMarket {

  public static final int SHARDS = 3;

  private static final DocumentLibrary LIBRARY = DocumentLibrary.shipped();

  private SmallMarket() {}

  /** Tianjin's mandate, from shortly before it is known. */
  public static Scenario scenario() {
    return LIBRARY.resolve(
        LIBRARY.get("tianjin-mandate"),
        Optional.empty(),
        Map.of("population.buyers", "300", "start", "2021-06", "months", "12"));
  }

  /** All that is said in a run of it. */
  public static List<Message> messages(String run) {
    List<Message> messages = new ArrayList<>();
    ReferenceRun.run(new RunOrdered(run, scenario(), 7, SHARDS), 1, messages::add);
    return messages;
  }
}
