/**
 * How each instrument of government stands in documents: one form a file, from which come its
 * reading, its writing and its schema. A new instrument adds a form here and a line in {@link
 * org.cloudmarket.documents.instrument.Instruments}; nothing else comes in.
 */
package org.cloudmarket.documents.instrument;
