/**
 * What people can ask over HTTP, and how they are answered. Only here is a request read or refused;
 * what is stored or worked out is asked of the packages beside it, which do not know this one.
 */
package org.cloudmarket.procurement.web;
