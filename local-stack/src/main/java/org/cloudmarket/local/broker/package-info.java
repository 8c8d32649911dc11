/**
 * A real Kafka broker in a process of its own, and what has to be done when it comes back from a
 * crash.
 */
package org.cloudmarket.local.broker;
