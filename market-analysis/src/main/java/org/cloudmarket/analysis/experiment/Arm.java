package org.cloudmarket.analysis.experiment;

import org.cloudmarket.model.market.Ids;
import org.cloudmarket.model.scenario.Scenario;

/**
 * One of the markets that are compared.
 *
 * @param id kebab-case
 * @param title one line for people
 * @param scenario that is run
 */
public record Arm(String id, String title, Scenario scenario) {
  public Arm {
    Ids.check("arm", id);
  }
}
