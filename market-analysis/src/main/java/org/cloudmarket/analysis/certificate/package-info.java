/**
 * Records of experiments that somebody else can check: the document, the digest of every run and of
 * the result, and what repeats them. Signatures are optional.
 */
package org.cloudmarket.analysis.certificate;
