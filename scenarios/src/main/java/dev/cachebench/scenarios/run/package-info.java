/**
 * One run: starts servers and arms in turn, writes what they report into the run directory, cleans
 * up whatever happens. Start at {@code ScenarioRunner}.
 */
@NullMarked
package dev.cachebench.scenarios.run;

import org.jspecify.annotations.NullMarked;
