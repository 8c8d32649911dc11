/**
 * The documents that people write and keep: what extends what, arms, changes by path, forks, and
 * the schema of it all. What comes out is a sound scenario or every fault with its place.
 */
package org.cloudmarket.documents.library;
