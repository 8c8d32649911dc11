/** Says what became of data: as lines, as Markdown and as a mapping to go on from. */
package org.cloudmarket.exchange.report;
