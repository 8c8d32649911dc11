/**
 * A market under load: how large it has to be for a rate of awards, and what was measured. Behind
 * {@code ./run load}.
 */
package org.cloudmarket.local.load;
