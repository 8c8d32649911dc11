/** Every setting of a Kafka client, with its reason. */
package org.cloudmarket.wire.settings;
