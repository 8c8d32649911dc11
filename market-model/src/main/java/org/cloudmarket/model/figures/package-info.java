/**
 * What people see: sums by month, city, segment and provider, and the digests of a run, made of
 * outcomes alone. Nothing here decides anything.
 */
package org.cloudmarket.model.figures;
