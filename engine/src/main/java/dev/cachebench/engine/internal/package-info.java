/**
 * What several packages of the engine share and nobody else may use: checks of arguments. Uses
 * nothing but the JDK. Start at {@code Require}.
 */
@NullMarked
package dev.cachebench.engine.internal;

import org.jspecify.annotations.NullMarked;
