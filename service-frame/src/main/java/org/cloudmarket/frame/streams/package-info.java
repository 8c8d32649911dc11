/** How a desk's Kafka Streams lives and ends within a service. */
package org.cloudmarket.frame.streams;
