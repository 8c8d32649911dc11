/**
 * What every desk has in common: it hears messages, says others, and keeps facts from which it can
 * come back. What each desk remembers is said here; nothing else of a particular desk, of Kafka or
 * of a database is.
 */
package org.cloudmarket.model.desk;
