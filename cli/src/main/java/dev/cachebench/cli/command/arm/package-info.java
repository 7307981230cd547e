/**
 * How commands run scenarios: the one way to start one, and the processes of its targets. Tests put
 * pretended runs in their place; begin with {@link ScenarioRuns}.
 */
@NullMarked
package dev.cachebench.cli.command.arm;

import org.jspecify.annotations.NullMarked;
