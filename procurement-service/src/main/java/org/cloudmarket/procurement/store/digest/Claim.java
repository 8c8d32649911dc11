package org.cloudmarket.procurement.store.digest;

import org.cloudmarket.model.random.Digest;

/**
 * What a desk says that a month of its shard comes to.
 *
 * @param count how many outcomes
 * @param sum of their digests
 */
public record Claim(int count, Digest sum) {}
