/** What people can ask over HTTP. */
package org.cloudmarket.policy.web;
