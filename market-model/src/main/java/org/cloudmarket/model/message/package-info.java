/**
 * What the desks say to each other, one sealed interface for each topic. Messages hold ids and
 * numbers, and know nothing of how they are written.
 */
package org.cloudmarket.model.message;
