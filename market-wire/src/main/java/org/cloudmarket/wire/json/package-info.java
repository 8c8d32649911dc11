/**
 * Records as JSON: a fast path for what we write ourselves, and a tolerant one that names what is
 * wrong with what others write. It knows no message; codecs ask it for fields by name.
 */
package org.cloudmarket.wire.json;
