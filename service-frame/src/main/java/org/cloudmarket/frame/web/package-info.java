/** What the services' HTTP addresses have in common. */
package org.cloudmarket.frame.web;
