/**
 * What several analyses need of statistics: an estimate with its confidence interval, resampling,
 * and the naming of all faults of an input. Nothing here knows a market or another analysis.
 */
package org.cloudmarket.analysis.statistics;
