/**
 * Adds up anew what is stored of runs that have ended, and keeps what was found. It may know how
 * outcomes, figures and digests are stored, but not the projection that it examines; only what
 * looks for differences comes in.
 */
package org.cloudmarket.procurement.store.audit;
