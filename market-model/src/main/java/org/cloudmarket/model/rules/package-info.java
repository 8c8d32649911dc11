/**
 * What policies make of the rules of a tender, for each kind of buyers and set of policies.
 * Providers are places; no instrument is known by name.
 */
package org.cloudmarket.model.rules;
