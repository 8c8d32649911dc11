/** Who is who: what a mapping says of buyers and suppliers, and what is proposed of the others. */
package org.cloudmarket.exchange.mapping;
