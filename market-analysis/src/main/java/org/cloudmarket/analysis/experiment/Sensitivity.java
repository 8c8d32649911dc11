package org.cloudmarket.analysis.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cloudmarket.analysis.experiment.Variant.WithValues;
import org.cloudmarket.analysis.outcome.Outcome;
import org.cloudmarket.analysis.sensitivity.Factor;
import org.cloudmarket.analysis.sensitivity.MorrisDesign;
import org.cloudmarket.analysis.sensitivity.SobolDesign;
import org.cloudmarket.documents.library.DocumentLibrary;
import org.cloudmarket.documents.library.ScenarioDocument;
import org.cloudmarket.documents.library.ValuesByPath;
import org.cloudmarket.model.market.Kebab;
import org.cloudmarket.model.market.Ranges;
import org.cloudmarket.model.scenario.Scenario;

/**
 * Which numbers of a document its outcomes depend on. Every point of the design is run with the
 * same seeds, and its outcome is the mean over them.
 *
 * @param document whole, with nothing left to resolve
 * @param specimen the scenario of the document as it stands
 * @param method by which it is looked for
 * @param factors the numbers that vary, by the paths of their fields
 * @param size trajectories of Morris, rows of Sobol'
 * @param replications how often each point is run
 * @param firstSeed that of the first replication; the next follow one by one
 */
public record Sensitivity(
    ScenarioDocument document,
    Scenario specimen,
    Method method,
    List<Factor> factors,
    int size,
    int replications,
    long firstSeed)
    implements Design {

  /** The most numbers that vary. */
  public static final int MOST_FACTORS = 40;

  /** The most trajectories or rows. */
  public static final int MOST_SIZE = 65_536;

  /** On so many levels Morris's points lie: as many as are usual. */
  static final int LEVELS = 4;

  /** How it is looked for. */
  public enum Method implements Kebab {
    /** Elementary effects by Morris: which factors matter at all, with few runs. */
    MORRIS,
    /** Shares of variance by Sobol': how much each matters, alone and with others. */
    SOBOL
  }

  public Sensitivity {
    factors = Factor.distinct(factors);
    Ranges.within("factors", factors.size(), 1, MOST_FACTORS);
    Ranges.within("size", size, 2, MOST_SIZE);
    Ranges.within("replications", replications, 1, Replications.MOST);
  }

  @Override
  public String kind() {
    return "sensitivity";
  }

  /** The points of the design, in its order; some may be the same. */
  List<WithValues> points() {
    List<List<BigDecimal>> points =
        switch (method) {
          case MORRIS -> morris().points();
          case SOBOL -> sobol().points();
        };
    return points.stream()
        .map(point -> new WithValues(point.stream().map(BigDecimal::toPlainString).toList()))
        .toList();
  }

  MorrisDesign morris() {
    return new MorrisDesign(factors, size, LEVELS, firstSeed);
  }

  SobolDesign sobol() {
    return new SobolDesign(factors, size, firstSeed);
  }

  @Override
  public List<Trial> wanted(Trials known, List<Outcome> outcomes) {
    List<Trial> trials = new ArrayList<>();
    Set<WithValues> seen = new HashSet<>();
    for (WithValues point : points()) {
      if (seen.add(point)) {
        for (long seed : seeds()) {
          trials.add(new Trial(point, seed));
        }
      }
    }
    return trials;
  }

  long[] seeds() {
    return Design.seeds(firstSeed, replications);
  }

  @Override
  public Scenario scenario(Variant variant) {
    return at(document, factors, ((WithValues) variant).values());
  }

  /** The scenario of a document with values of some of its numbers. */
  static Scenario at(ScenarioDocument document, List<Factor> factors, List<String> values) {
    SortedMap<String, JsonNode> changes = new TreeMap<>();
    for (int i = 0; i < factors.size(); i++) {
      changes.put(factors.get(i).name(), DecimalNode.valueOf(new BigDecimal(values.get(i))));
    }
    return DocumentLibrary.shipped().resolve(document, Optional.empty(), new ValuesByPath(changes));
  }

  @Override
  public long mostRuns() {
    long points =
        switch (method) {
          case MORRIS -> (long) size * (factors.size() + 1);
          case SOBOL -> (long) size * (factors.size() + 2);
        };
    return points * replications;
  }

  @Override
  public int replications(Trials known, List<Outcome> outcomes) {
    return replications;
  }
}
