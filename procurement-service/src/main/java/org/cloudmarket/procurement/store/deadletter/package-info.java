/**
 * Records that were set aside, as rows, and how many there were. What a letter says and where it is
 * kept comes in; why a record is set aside is decided elsewhere.
 */
package org.cloudmarket.procurement.store.deadletter;
