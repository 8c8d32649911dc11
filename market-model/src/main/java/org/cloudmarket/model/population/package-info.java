/**
 * The buyers, drawn from the seed: who they are, what they hold, and how demand grows. Each is a
 * function of scenario, seed and its id alone.
 */
package org.cloudmarket.model.population;
