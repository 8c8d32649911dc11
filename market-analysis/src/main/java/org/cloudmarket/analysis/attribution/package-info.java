/**
 * What part of an effect is due to whom: Shapley values of players that act together. A design says
 * which coalitions are to be evaluated; whoever evaluates them, in whatever order, hands the values
 * back in the order of the design. Nothing here knows what a player is.
 */
package org.cloudmarket.analysis.attribution;
