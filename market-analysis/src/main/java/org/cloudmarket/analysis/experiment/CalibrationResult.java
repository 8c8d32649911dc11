package org.cloudmarket.analysis.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a calibration found.
 *
 * @param name of the study
 * @param title of it
 * @param replications how often each point was run
 * @param targets what was fitted to
 * @param models as it is written, refitted, and without policies refitted
 */
public record CalibrationResult(
    String name, String title, int replications, List<Figure> targets, List<Model> models) {

  public CalibrationResult {
    targets = List.copyOf(targets);
    models = List.copyOf(models);
  }

  /**
   * A published figure.
   *
   * @param scale what counts as a difference of 1
   * @param weight of its square in the loss
   */
  public record Figure(String name, String unit, double value, double scale, double weight) {}

  /**
   * A market beside the figures.
   *
   * @param name in words
   * @param loss the weighted sum of squares of differences in scales; the less, the better
   * @param figures ours, in the order of the targets
   * @param parameters the fitted numbers; none where nothing was fitted
   * @param starts the losses that the searches ended with
   * @param startsAgree whether all of them ended about as low as the best point of all; where not,
   *     a better fit may have been missed
   * @param near how many points fit nearly as well as the best
   * @param nearFigures between what our figures lie in all of these, in the order of the targets
   */
  public record Model(
      String name,
      double loss,
      List<Double> figures,
      List<Parameter> parameters,
      List<Double> starts,
      boolean startsAgree,
      int near,
      List<Range> nearFigures) {
    public Model {
      figures = List.copyOf(figures);
      parameters = List.copyOf(parameters);
      starts = List.copyOf(starts);
      nearFigures = List.copyOf(nearFigures);
    }
  }

  /**
   * A fitted number.
   *
   * @param path of its field
   * @param low the least that was tried
   * @param high the most
   * @param value the best
   * @param identified whether the figures determine it, in words
   * @param bound the bound that the best lies at
   * @param profile the best loss that was found with some values of the number
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Parameter(
      String path,
      double low,
      double high,
      BigDecimal value,
      String identified,
      Optional<String> bound,
      List<Point> profile) {
    public Parameter {
      profile = List.copyOf(profile);
    }
  }

  /** A value of a number, and the best loss that was found with it. */
  public record Point(BigDecimal value, double loss) {}

  /** From the least to the most. */
  public record Range(double low, double high) {}
}
