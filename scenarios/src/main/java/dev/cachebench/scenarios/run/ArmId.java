package dev.cachebench.scenarios.run;

/**
 * One arm of a run.
 *
 * @param target name of its target
 * @param round from 1
 * @param index from 0, in the order in which arms run
 * @param count how many arms the run has
 */
public record ArmId(String target, int round, int index, int count) {}
