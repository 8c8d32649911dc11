package org.cloudmarket.model.soundness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.cloudmarket.model.market.SegmentProfile;
import org.cloudmarket.model.population.Population;
import org.cloudmarket.model.scenario.Scenario;

/** Says where a population is of another size than a document asks for. */
public final class Sizes {

  private static final String BUYERS = "/population/buyers";

  private Sizes() {}

  /** What is rounded in a scenario; nothing where it has as many buyers as it asks for. */
  public static List<Fault> rounded(Scenario scenario) {
    return rounded(scenario.buyers(), scenario.segments().values());
  }

  static List<Fault> rounded(int buyers, Collection<SegmentProfile> segments) {
    int run = segments.stream().mapToInt(each -> Population.atStart(buyers, each)).sum();
    List<Fault> notices = new ArrayList<>();
    if (run != buyers) {
      notices.add(
          new Fault(
              BUYERS,
              "is "
                  + buyers
                  + ", and "
                  + run
                  + " are run: the part of each segment is rounded to whole buyers"));
    }
    String none =
        segments.stream()
            .filter(each -> each.buyerSharePpm() > 0 && Population.atStart(buyers, each) == 0)
            .map(each -> each.segment().id())
            .collect(Collectors.joining(", "));
    if (buyers > 0 && !none.isEmpty()) {
      notices.add(
          new Fault(
              BUYERS,
              "is "
                  + buyers
                  + ", of which less than half a buyer is the part of "
                  + none
                  + ": none of these is there at the start"));
    }
    return notices;
  }
}
