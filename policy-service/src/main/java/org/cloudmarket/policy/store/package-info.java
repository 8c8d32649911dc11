/** What this service keeps in PostgreSQL. */
package org.cloudmarket.policy.store;
