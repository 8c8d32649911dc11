/**
 * What people query, in PostgreSQL: each package below holds what its tables say, and only here is
 * SQL spoken. Nothing stands here itself; what is stored goes into the package of what it is about.
 */
package org.cloudmarket.procurement.store;
