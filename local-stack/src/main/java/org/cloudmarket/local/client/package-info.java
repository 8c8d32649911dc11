/** The services' HTTP as the launcher and the tests use it. */
package org.cloudmarket.local.client;
