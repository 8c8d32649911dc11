/** What comes before everything else in a service: its language, and what the environment says. */
package org.cloudmarket.frame.start;
