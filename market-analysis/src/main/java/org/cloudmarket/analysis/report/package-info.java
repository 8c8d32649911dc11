/**
 * Results of experiments as people read them: a page, a table and lines for a terminal. All of them
 * say the same numbers; only rounding and layout differ.
 */
package org.cloudmarket.analysis.report;
