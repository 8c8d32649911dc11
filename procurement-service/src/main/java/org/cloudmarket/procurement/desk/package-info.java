/**
 * The dashboard at /, as far as it is not files: how the page reaches the other two services. What
 * people ask of this service itself is the web's.
 */
package org.cloudmarket.procurement.desk;
