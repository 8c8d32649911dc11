/**
 * Takes in what the topics say: tells what is new, adds it up, and writes it with how far was read,
 * in one transaction. Only what writes from the log comes in, and nothing else of the service knows
 * this package.
 */
package org.cloudmarket.procurement.store.projection;
