/**
 * The reference run: the desks in one process, without Kafka. It is what every other run must
 * equal, and what experiments use.
 */
package org.cloudmarket.model.run;
