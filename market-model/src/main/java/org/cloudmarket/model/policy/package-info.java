/**
 * Policies, their scopes, dates and triggers, and what an instrument may be. Instruments themselves
 * live in {@code instrument}; whatever is true of all of them comes in here.
 */
package org.cloudmarket.model.policy;
