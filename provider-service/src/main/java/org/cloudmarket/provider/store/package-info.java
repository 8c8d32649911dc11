/** What this service keeps in PostgreSQL. */
package org.cloudmarket.provider.store;
