/**
 * Which factors an outcome depends on: elementary effects for a first screening, and shares of
 * variance. A design says at which points the outcome is evaluated; whoever evaluates them, in
 * whatever order, hands the outcomes back in the order of the design. One evaluation of a design
 * serves several outcomes. Nothing here knows what a factor does.
 */
package org.cloudmarket.analysis.sensitivity;
