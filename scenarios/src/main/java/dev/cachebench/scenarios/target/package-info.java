/**
 * What is under test: a face that every cache shows to the load driver, and the ready-made targets,
 * one class each. The only place beside {@code redis} that knows Lettuce. Start at {@code
 * CacheTarget}.
 */
@NullMarked
package dev.cachebench.scenarios.target;

import org.jspecify.annotations.NullMarked;
