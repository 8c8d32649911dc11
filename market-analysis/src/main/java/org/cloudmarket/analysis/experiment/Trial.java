package org.cloudmarket.analysis.experiment;

/**
 * One run of an experiment. Equal trials give equal results, to the bit.
 *
 * @param variant which market is run
 * @param seed the luck of the run
 */
public record Trial(Variant variant, long seed) {}
