/**
 * The monthly figures of runs. What reads the table {@code monthly_figure} comes in, and nothing
 * that counts: that is the model's.
 */
package org.cloudmarket.procurement.store.figures;
