/**
 * What lines of a log carry beside their text. Knows no other package of the frame, and every one
 * that logs may use it.
 */
package org.cloudmarket.frame.log;
