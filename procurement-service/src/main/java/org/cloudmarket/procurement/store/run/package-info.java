/**
 * Runs as they were ordered and as they stand: their rows, what people want of them, what their
 * policies did, and how they are deleted. What is known of a run as a whole comes in; what its
 * outcomes are or add up to does not.
 */
package org.cloudmarket.procurement.store.run;
