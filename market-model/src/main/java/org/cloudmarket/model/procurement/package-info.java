/**
 * The buyers' desk: it tenders what is due, hears bids and awards. How a tender is decided lives in
 * {@code tender}.
 */
package org.cloudmarket.model.procurement;
