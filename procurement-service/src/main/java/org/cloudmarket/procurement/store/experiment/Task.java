package org.cloudmarket.procurement.store.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import org.cloudmarket.analysis.experiment.Trial;
import org.cloudmarket.analysis.experiment.Variant;
import org.cloudmarket.model.market.Ids;

/**
 * Some runs of an experiment that one worker makes.
 *
 * @param experiment its id
 * @param task its number in the experiment
 * @param runs at least one
 */
public record Task(String experiment, long task, List<Run> runs) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public Task {
    Ids.check("experiment", experiment);
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a task has at least one run");
    }
  }

  /**
   * A run to be made.
   *
   * @param variant as {@link Variant#text} writes it
   */
  public record Run(String variant, long seed) {
    static Run of(Trial trial) {
      return new Run(trial.variant().text(), trial.seed());
    }

    public Run {
      Variant.parse(variant);
    }

    private Trial trial() {
      return new Trial(Variant.parse(variant), seed);
    }
  }

  /** A task of some trials. */
  public static Task of(String experiment, long task, List<Trial> trials) {
    return new Task(experiment, task, trials.stream().map(Run::of).toList());
  }

  /** What is to be run. */
  public List<Trial> trials() {
    return runs.stream().map(Run::trial).toList();
  }

  /** As a record has it: JSON. */
  public String text() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a task can always be written", e);
    }
  }

  /**
   * The task of a record.
   *
   * @throws IllegalArgumentException where it is none
   */
  public static Task read(String text) {
    try {
      return Optional.ofNullable(JSON.readValue(text, Task.class))
          .orElseThrow(() -> new IllegalArgumentException("this is no task: null"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this is no task: " + e.getOriginalMessage(), e);
    }
  }
}
