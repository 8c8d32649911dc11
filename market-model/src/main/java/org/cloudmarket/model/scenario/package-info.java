/** A whole scenario, and what the market is like in a month of it. Documents are read elsewhere. */
package org.cloudmarket.model.scenario;
