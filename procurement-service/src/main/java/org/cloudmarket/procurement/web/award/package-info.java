/**
 * Outcomes as people read them: an item, a page, a table, a tender with its why. It knows the store
 * and no other part of the web; resources ask it.
 */
package org.cloudmarket.procurement.web.award;
