/**
 * A YAML text as data with places: nodes that know line and column, the legal keys of each mapping,
 * and a cursor that reads values and collects what is wrong. Knows the YAML library and the model's
 * units, nothing of scenarios. Start at {@code YamlTree}, then {@code Cursor}.
 */
@NullMarked
package dev.cachebench.scenarios.yaml.tree;

import org.jspecify.annotations.NullMarked;
