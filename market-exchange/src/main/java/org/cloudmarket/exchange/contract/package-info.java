/** Contracts as procurement data tell of them, whatever they were written in, and their faults. */
package org.cloudmarket.exchange.contract;
