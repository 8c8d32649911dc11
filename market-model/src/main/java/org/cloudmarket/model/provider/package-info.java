/**
 * The providers' desk: what providers become from month to month. How they bid for a tender lives
 * in {@code tender}.
 */
package org.cloudmarket.model.provider;
