/**
 * Government's desk: it opens and closes months, puts policies in force and ends them, watches
 * triggers and answers requests. It knows totals, and no single tender.
 */
package org.cloudmarket.model.government;
