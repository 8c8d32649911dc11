/**
 * A real PostgreSQL from Maven artifacts: unpacked, made ready for this user, started and ended. It
 * knows no table of the services.
 */
package org.cloudmarket.local.database;
