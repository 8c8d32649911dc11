/**
 * What a scenario must keep to: that its parts go together, that every buyer can buy, that policies
 * do not contradict each other, and that no amount overflows. It knows scenarios and no document;
 * readers of documents, desks and the reference run all ask here.
 */
package org.cloudmarket.model.soundness;
