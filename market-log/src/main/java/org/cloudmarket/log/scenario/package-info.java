/**
 * Scenario documents: the YAML and JSON that people write, their faults, and the one canonical form
 * of a {@link org.cloudmarket.model.scenario.Scenario} on the wire and in exports.
 */
package org.cloudmarket.log.scenario;
