/** The providers' desk on the log. */
package org.cloudmarket.provider.run;
