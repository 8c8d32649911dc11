/** Lets a desk live in a Kafka Streams processor: exactly once, restored after a crash. */
package org.cloudmarket.wire.streams;
