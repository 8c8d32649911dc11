/** What people query, in PostgreSQL, projected from the topics. */
package org.cloudmarket.procurement.store;
