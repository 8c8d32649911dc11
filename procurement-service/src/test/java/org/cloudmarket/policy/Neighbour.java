package org.cloudmarket.policy;

/** Stands for another service, for the wall to keep out. */
public final class Neighbour {}
