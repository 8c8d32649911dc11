/**
 * Live streams of a run's awards: from the database what is projected, and then from the log, which
 * all who watch a run read together. A client that is slow, leaves or comes back is dealt with
 * here; HTTP is not.
 */
package org.cloudmarket.procurement.stream;
