/** Reads contracts from files: OCDS and tables, plain or gzipped, a record at a time. */
package org.cloudmarket.exchange.source;
