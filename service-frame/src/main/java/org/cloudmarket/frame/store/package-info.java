/** How projections write into a database, each record once. */
package org.cloudmarket.frame.store;
