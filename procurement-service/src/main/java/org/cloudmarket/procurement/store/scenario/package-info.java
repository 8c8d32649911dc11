/**
 * The scenarios that people stored, what is asked of a document before it is one of them, and what
 * two scenarios say differently. What knows the table {@code scenario_document} comes in; how a
 * document is read is market-documents'.
 */
package org.cloudmarket.procurement.store.scenario;
