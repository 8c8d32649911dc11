/** Makes a market of contracts, fits what the data do not say, and compares both. */
package org.cloudmarket.exchange.market;
