/**
 * Reads a scenario file into the model with all problems at once, each with its place and cure, and
 * writes it back with every default filled in. The only place that knows YAML. Start at {@code
 * ScenarioReader}.
 */
@NullMarked
package dev.cachebench.scenarios.yaml;

import org.jspecify.annotations.NullMarked;
