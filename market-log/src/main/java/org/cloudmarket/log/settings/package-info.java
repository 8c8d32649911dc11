/** Every setting of a Kafka client, with its reason. */
package org.cloudmarket.log.settings;
