/**
 * The limit on loads: how many may be at the origin at once, and how many may wait.
 *
 * <p>Uses nothing but the JDK. Start reading at {@link dev.cachebench.engine.overload.OriginLimit}.
 */
@NullMarked
package dev.cachebench.engine.overload;

import org.jspecify.annotations.NullMarked;
