package org.cloudmarket.procurement.experiment;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.IntStream;
import org.cloudmarket.frame.streams.RareLine;
import org.cloudmarket.procurement.config.ProcurementSettings;
import org.jboss.logging.Logger;

/** The workers of this process: by default one for each processor. */
@Singleton
public final class Workers {

  private static final Logger LOG = Logger.getLogger(Workers.class);

  private final List<Worker> workers;

  @Inject
  Workers(TaskTopic topic, TaskWork work, Sweeper sweeper, ProcurementSettings settings) {
    RareLine trouble = new RareLine(LOG::warn);
    workers =
        IntStream.rangeClosed(1, count(settings))
            .mapToObj(number -> new Worker(number, topic, work, sweeper::wake, trouble))
            .toList();
  }

  private static int count(ProcurementSettings settings) {
    return settings.experiments().workers().orElse(Runtime.getRuntime().availableProcessors());
  }

  /** How many there are to reckon with: 1 and up, since another replica may work. */
  static int reckoned(ProcurementSettings settings) {
    return Math.max(1, count(settings));
  }

  void begin(@Observes StartupEvent event) {
    for (int i = 0; i < workers.size(); i++) {
      Thread.ofPlatform().daemon().name("experiment-worker-" + (i + 1)).start(workers.get(i));
    }
  }

  void end(@Observes ShutdownEvent event) {
    workers.forEach(Worker::end);
  }
}
