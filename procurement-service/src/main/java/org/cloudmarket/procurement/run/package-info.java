/** The buyers' desk on the log, and the orders that begin and end runs. */
package org.cloudmarket.procurement.run;
