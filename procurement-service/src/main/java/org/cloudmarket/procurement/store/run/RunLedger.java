package org.cloudmarket.procurement.store.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cloudmarket.documents.scenario.ScenarioJson;
import org.cloudmarket.model.message.RunsMessage.RunOrdered;
import org.cloudmarket.model.scenario.Course;
import org.cloudmarket.model.scenario.Scenario;
import org.cloudmarket.model.soundness.Fault;

/** Writes down what was ordered, and remembers the scenarios of runs. */
@Singleton
public class RunLedger {

  private static final int REMEMBERED = 32;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Admission admission;
  private final PolicyEvents events;
  private final Map<String, Known> scenarios =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > REMEMBERED;
        }
      };

  @Inject
  RunLedger(Admission admission, PolicyEvents events) {
    this.admission = admission;
    this.events = events;
  }

  /**
   * The key that a client gave to an order.
   *
   * @param digest of what was ordered
   */
  public record Key(String text, String digest) {}

  /**
   * Where a run comes from.
   *
   * @param arm of its scenario; empty for none
   * @param parent the run that it is a fork of; empty for none
   * @param forkMonth from which month on its policies are others; 0 for no fork
   * @param baseline the run that it is to be compared with; empty for none
   */
  public record Origin(
      String arm, String parent, int forkMonth, String baseline, Changed changed) {}

  /**
   * What an order changes against its scenario.
   *
   * @param json values by path, as far as they are shown
   * @param more how many there are beside them
   */
  public record Changed(String json, int more) {}

  /** What became of an order that was to be written down. */
  public sealed interface Ordered {}

  /** It is written down, and to be sent. */
  public record Written(Run run) implements Ordered {}

  /** Another order came under the same key before. */
  public record Before(Run run) implements Ordered {}

  /**
   * There is no room for it.
   *
   * @param limits those that it would exceed
   */
  public record NoRoom(List<Fault> limits) implements Ordered {
    public NoRoom {
      limits = List.copyOf(limits);
    }
  }

  /** Writes an order down, before it is sent. */
  @Transactional
  public Ordered order(RunOrdered order, Origin origin, Optional<Key> key) {
    admission.lock();
    Optional<Run> before = key.flatMap(each -> Run.orderedUnder(each.text));
    if (before.isPresent()) {
      return new Before(before.get());
    }
    List<Fault> exceeded = admission.noRoom(order);
    if (!exceeded.isEmpty()) {
      return new NoRoom(exceeded);
    }
    Scenario scenario = order.scenario();
    Run run = new Run();
    run.id = order.run();
    run.scenario = scenario.name();
    run.arm = origin.arm;
    if (!origin.parent.isEmpty()) {
      run.parent = origin.parent;
      run.forkMonth = origin.forkMonth;
    }
    run.baseline = origin.baseline.isEmpty() ? null : origin.baseline;
    run.changes = origin.changed.json;
    run.moreChanges = origin.changed.more;
    run.title = scenario.title();
    run.document = ScenarioJson.write(scenario).toString();
    run.seed = order.seed();
    run.shards = order.shards();
    run.buyers = scenario.buyers();
    run.paceMillis = order.paceMillis();
    run.startMonth = scenario.start();
    run.months = scenario.months();
    run.orderedAt = Instant.now();
    run.error = "";
    run.idempotencyKey = key.map(Key::text).orElse(null);
    run.orderDigest = key.map(Key::digest).orElse(null);
    run.persist();
    remember(run.id, new Known(run.document, scenario));
    return new Written(run);
  }

  /** Notes that the broker has taken an order. */
  @Transactional
  public void acknowledge(String id) {
    Run.update("acknowledged = true where id = ?1", id);
  }

  /** Notes that an order was not taken. Should the run begin all the same, that is forgotten. */
  @Transactional
  public void refuse(String id, String why) {
    Run.update("error = ?1 where id = ?2 and started = false", why, id);
  }

  /** A scenario, and the document that says it: people change a run's policies while it goes on. */
  private record Known(String document, Scenario scenario) {}

  /** The scenario of a run, with the policies that it has by now. */
  public Scenario scenario(Run run) {
    synchronized (scenarios) {
      Known known = scenarios.get(run.id);
      if (known == null || !known.document.equals(run.document)) {
        known = new Known(run.document, read(run.document));
        remember(run.id, known);
      }
      return known.scenario;
    }
  }

  private void remember(String run, Known known) {
    synchronized (scenarios) {
      scenarios.put(run, known);
    }
  }

  /** The course that a run has taken so far. */
  public Course course(Run run) {
    Scenario scenario = scenario(run);
    return new Course(scenario, events.spells(run.id, scenario.policies()));
  }

  /** A run as it is now; empty where it was deleted. */
  @Transactional
  public Optional<Run> find(String id) {
    return Run.of(id);
  }

  /** The scenario that the document of a run says. */
  public static Scenario read(String document) {
    try {
      return ScenarioJson.read(JSON.readTree(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds a scenario that is no JSON", e);
    }
  }
}
