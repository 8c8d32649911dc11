package org.cloudmarket.procurement.experiment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.cloudmarket.analysis.experiment.Experiment;
import org.cloudmarket.analysis.experiment.ExperimentReader;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.reading.InvalidScenario;
import org.cloudmarket.documents.reading.Tree;
import org.cloudmarket.procurement.store.experiment.ExperimentStore;

/** The experiments that documents say: each is read once. */
@Singleton
public class Documents {

  private static final int REMEMBERED = 16;

  private final ExperimentStore store;
  private final Cache<String, Experiment> read =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  @Inject
  Documents(ExperimentStore store) {
    this.store = store;
  }

  /**
   * The experiment with an id; empty where it was deleted. One that was read before is known, also
   * when it is not there any more.
   *
   * @throws InvalidScenario where this release cannot read it any more
   */
  public Optional<Experiment> of(String id) {
    return of(id, store::document);
  }

  /** The same for those who can wait for a database that is away. */
  Optional<Experiment> surely(String id) {
    return of(id, store::documentSurely);
  }

  private Optional<Experiment> of(String id, Function<String, Optional<String>> document) {
    Experiment known = read.getIfPresent(id);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Experiment> experiment =
        document
            .apply(id)
            .map(text -> ExperimentReader.read(Tree.record(text), DocumentLibrary.shipped()));
    experiment.ifPresent(each -> read.put(id, each));
    return experiment;
  }
}
