/** The topics that make the ring: which message goes where, and how they are created. */
package org.cloudmarket.wire.topic;
