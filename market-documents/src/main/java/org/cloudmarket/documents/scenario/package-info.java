/**
 * Scenarios and policies in their canonical documents: what is written here is read here, to the
 * bit. It resolves nothing: bases, arms and changes come in from the library.
 */
package org.cloudmarket.documents.scenario;
