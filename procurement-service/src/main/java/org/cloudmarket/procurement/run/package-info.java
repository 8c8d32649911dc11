/**
 * Runs while they go on and when they are looked at again: the buyers' desk on the log, orders on
 * their way to government, audits, and the reference that runs are compared with. What works on
 * runs without being asked over HTTP comes in; it says what is in the way, and refuses nobody.
 */
package org.cloudmarket.procurement.run;
