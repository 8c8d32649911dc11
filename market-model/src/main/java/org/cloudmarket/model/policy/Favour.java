package org.cloudmarket.model.policy;

import java.util.Set;
import java.util.function.Predicate;
import org.cloudmarket.model.market.Provider;

/**
 * What an instrument does for some providers.
 *
 * @param does what, in words that follow the policy's name: "prefers"
 * @param named ids of those whom it names
 * @param who all whom it favours
 */
public record Favour(String does, Set<String> named, Predicate<Provider> who) {}
