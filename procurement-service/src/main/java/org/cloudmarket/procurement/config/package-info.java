/**
 * What can be set. A setting comes in with its default and what it bounds, and nothing that acts on
 * it; everything else may know this package, and it knows nobody.
 */
package org.cloudmarket.procurement.config;
