/**
 * Work at experiments: it is cut into tasks on a topic, all replicas work at them, and what comes
 * of them is folded back. What makes a run or decides which comes next is market-analysis'; here is
 * who does it and when.
 */
package org.cloudmarket.procurement.experiment;
