/**
 * What a cache of the user's own implements to be a target, {@code targets: mine: {class: …}}. Its
 * classes come from {@code --classpath}; only these types and {@code java.*} are shared with it.
 * Start at {@code UserCache}.
 */
@NullMarked
package dev.cachebench.scenarios.target.spi;

import org.jspecify.annotations.NullMarked;
