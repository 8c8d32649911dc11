/** Experiments over HTTP. What speaks of anything else stays out. */
package org.cloudmarket.procurement.web.experiment;
