package org.cloudmarket.procurement;

/** Stands for another service, for the wall to keep out. */
public final class Neighbour {}
