/**
 * The digests of runs, month by month, and how the database adds them up. What is needed to compare
 * what is stored with what the desks said of it comes in; it knows no other package of the store.
 */
package org.cloudmarket.procurement.store.digest;
