/** Writes what became of a run as releases of OCDS 1.1. */
package org.cloudmarket.exchange.release;
