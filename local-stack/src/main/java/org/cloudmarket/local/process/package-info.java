/**
 * Child processes: started with a clean environment, ended with the launcher, and their last words
 * read. Nothing here knows what a process is for.
 */
package org.cloudmarket.local.process;
