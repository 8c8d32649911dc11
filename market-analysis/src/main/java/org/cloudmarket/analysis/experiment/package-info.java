/**
 * Experiments: which markets are run how often, and what their outcomes say with intervals. A
 * design is pure: it names the runs that it wants, given those that are known, and whoever runs
 * them, in whatever order, gets the same result to the bit.
 */
package org.cloudmarket.analysis.experiment;
