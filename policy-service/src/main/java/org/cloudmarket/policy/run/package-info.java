/** Government's desk on the log. */
package org.cloudmarket.policy.run;
