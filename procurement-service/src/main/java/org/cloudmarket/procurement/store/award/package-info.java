/**
 * The outcomes of tenders, one row each, and what is asked of them: pages, history by offset,
 * flows. What reads the table {@code award} comes in; what writes it is the projection's.
 */
package org.cloudmarket.procurement.store.award;
