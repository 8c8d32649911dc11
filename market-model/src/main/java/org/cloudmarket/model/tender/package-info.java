/**
 * The decision of one tender on numbers: who may bid, at what price, who wins, and what it would
 * have come to without policy. Buyers, providers, policies and cities are places here; ids and
 * messages stay outside, and nothing is made for a tender but what {@link
 * org.cloudmarket.model.tender.TenderMessages} is asked for.
 */
package org.cloudmarket.model.tender;
