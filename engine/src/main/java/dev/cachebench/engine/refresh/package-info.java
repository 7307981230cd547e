/**
 * When an entry is loaded again before its life ends: at random (XFetch), at a share of its life,
 * or on a schedule. It decides when; the flight table decides who. Uses {@code engine.time} and
 * {@code engine.internal}. Start at {@code Refresher}.
 */
@NullMarked
package dev.cachebench.engine.refresh;

import org.jspecify.annotations.NullMarked;
