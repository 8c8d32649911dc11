/**
 * Figures as people read them: series, shares, headlines, tables. It knows the store and no other
 * part of the web; resources ask it.
 */
package org.cloudmarket.procurement.web.figures;
