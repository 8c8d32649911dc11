/** What users are told when something cannot be done. */
package org.cloudmarket.frame.problem;
