/**
 * Broker, database and services together: ports, folders, order of start and end, and who is
 * started again.
 */
package org.cloudmarket.local.stack;
