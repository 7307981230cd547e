/** Looks from outside whether a fault has taken effect. Start at {@code Effect}. */
@NullMarked
package dev.cachebench.scenarios.fault.effect;

import org.jspecify.annotations.NullMarked;
