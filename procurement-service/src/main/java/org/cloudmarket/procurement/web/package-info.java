/** What people can ask over HTTP. */
package org.cloudmarket.procurement.web;
