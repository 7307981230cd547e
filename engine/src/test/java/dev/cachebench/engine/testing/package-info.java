/** What the engine's tests share: a ticker moved by hand, an L2 held by hand, a real Redis. */
@NullMarked
package dev.cachebench.engine.testing;

import org.jspecify.annotations.NullMarked;
