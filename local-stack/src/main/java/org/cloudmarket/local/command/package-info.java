/** The commands of {@code ./run}: arguments, faults in one line, and what is printed. */
package org.cloudmarket.local.command;
