/** The commands that bring procurement data in and out. */
package org.cloudmarket.local.exchange;
