/**
 * What every desk has in common: it hears messages, says others, and keeps facts from which it can
 * come back. Nothing of a particular desk, of Kafka or of a database belongs here.
 */
package org.cloudmarket.model.desk;
