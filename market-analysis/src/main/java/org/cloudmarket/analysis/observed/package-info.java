/**
 * What is seen of reference runs: a study says what is run, a watcher keeps what is needed of it,
 * and measures make numbers of that. Nothing here knows what has been published.
 */
package org.cloudmarket.analysis.observed;
