/**
 * What government can do: policies, their instruments and triggers. An instrument says what it can
 * do; a new one is a new file here and its form among the documents.
 */
package org.cloudmarket.model.policy;
