/**
 * How messages and facts look as bytes: JSON under CloudEvents headers for messages, a compact
 * binary form for facts.
 */
package org.cloudmarket.wire.codec;
