/** Looks for known holes in the product's libraries, in a copy of the OSV database. */
package org.cloudmarket.local.holes;
