/** The dashboard at /, as far as it is not files. */
package org.cloudmarket.procurement.desk;
