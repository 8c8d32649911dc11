/** Who may ask a service for what, where people and programs have to log in. */
package org.cloudmarket.frame.access;
