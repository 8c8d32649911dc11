package org.cloudmarket.procurement.web.experiment;

import java.util.List;
import org.cloudmarket.frame.web.Descriptions;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An outcome in the runs of an arm, as far as runs are made.
 *
 * @param outcome its id in the document
 * @param unit of all values
 * @param arm that was run
 * @param months such as 2021-09
 * @param replications by seed, those that were asked for
 * @param made how many runs of the arm there are
 */
@Schema(name = "Replications")
record Replications(
    String outcome,
    String unit,
    String arm,
    List<String> months,
    List<Replication> replications,
    long made) {

  /**
   * A run.
   *
   * @param values by month; null where there is none, such as the price of what was not bought
   */
  @Schema(name = "Replication")
  record Replication(
      long seed,
      @Schema(extensions = @Extension(name = Descriptions.NULLS, value = "true"))
          List<Double> values) {}
}
