/**
 * What is measured of a run, month by month: shares, counts and money of some part of the market.
 * Numbers come from the same sums as every other figure; no statistics are made here.
 */
package org.cloudmarket.analysis.outcome;
