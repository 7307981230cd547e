package dev.cachebench.engine;

/**
 * What is under way in a cache at this moment. Immutable.
 *
 * @param flights flights that have not landed
 * @param loadsRunning loads that the origin limit counts; 0 without one
 * @param loadsQueued loads that wait for their turn
 * @param failuresKnown absent and failing keys that this node remembers
 */
public record CachePressure(int flights, int loadsRunning, int loadsQueued, long failuresKnown) {}
