/**
 * What people query, in PostgreSQL: each package below holds what its tables say, and only here is
 * the database spoken to. A run is read as an object, through Panache; all else, and all that is
 * written, is plain SQL through {@link org.cloudmarket.frame.store.Database}. Nothing stands here
 * itself: what is stored goes into the package of what it is about.
 */
package org.cloudmarket.procurement.store;
