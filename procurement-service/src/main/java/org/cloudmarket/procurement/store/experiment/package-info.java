/**
 * Experiments that were ordered, their tasks and their runs. What knows the tables {@code
 * experiment}, {@code experiment_market}, {@code experiment_task} and {@code experiment_run} comes
 * in.
 */
package org.cloudmarket.procurement.store.experiment;
