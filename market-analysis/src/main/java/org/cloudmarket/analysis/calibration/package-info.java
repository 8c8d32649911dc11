/**
 * The search for parameters with which a simulation comes near to figures that are known, and what
 * is to be said of each parameter afterwards: whether the figures determine it, and whether it lies
 * at a bound. Nothing here knows what is simulated.
 */
package org.cloudmarket.analysis.calibration;
