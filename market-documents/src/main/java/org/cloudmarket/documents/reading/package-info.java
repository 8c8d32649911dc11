/**
 * What is read from YAML and JSON before it means anything: trees, fields with their ranges, faults
 * with their places, and the JSON schema of both. It knows no scenario; every reader of documents
 * builds on it.
 */
package org.cloudmarket.documents.reading;
