/**
 * What services share of runs: what people want of them, and what government said. Only this
 * package of the frame knows messages.
 */
package org.cloudmarket.frame.runs;
