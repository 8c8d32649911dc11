/**
 * The launcher's beginning. What it can do lives in the packages below; nothing else comes in here.
 */
package org.cloudmarket.local;
