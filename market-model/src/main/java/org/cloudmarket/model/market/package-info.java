/**
 * Who and what there is: segments, cities, classes of data, providers, the law of tenders and how
 * people behave. Records that check their own numbers, or declare them for a scenario to check; no
 * behaviour.
 */
package org.cloudmarket.model.market;
