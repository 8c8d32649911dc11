/** What runs are told as: effects, proofs and tables for people at a terminal. */
package org.cloudmarket.local.report;
