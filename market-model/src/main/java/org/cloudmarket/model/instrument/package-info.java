/**
 * What a policy does, one file an instrument: what it writes into tenders, and what it demands of
 * its market. A new instrument is a new file here and its form among the documents; nobody else
 * knows one by name.
 */
package org.cloudmarket.model.instrument;
