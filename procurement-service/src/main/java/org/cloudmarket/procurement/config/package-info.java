/** What can be set. */
package org.cloudmarket.procurement.config;
