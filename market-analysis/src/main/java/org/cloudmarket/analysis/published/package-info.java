/**
 * What others have measured and published: the tables of {@code docs/data}, which the build puts on
 * the class path. Nothing here knows how it is compared with a run.
 */
package org.cloudmarket.analysis.published;
