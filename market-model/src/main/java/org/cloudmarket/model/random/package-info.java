/**
 * Keyed draws, the normal table and digests. Every draw of the model is made here, and none depends
 * on another.
 */
package org.cloudmarket.model.random;
