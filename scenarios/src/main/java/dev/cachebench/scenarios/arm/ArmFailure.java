package dev.cachebench.scenarios.arm;

/**
 * Why an arm ended early.
 *
 * @param isEnvironment whether the machine or Redis is to blame, rather than the tool
 * @param message what happened
 * @param hint what to do; may be empty
 */
public record ArmFailure(boolean isEnvironment, String message, String hint) {}
