/**
 * What a service embeds: {@code TieredCache}, its builder, the loader it calls and the answers it
 * gives. Start at {@code TieredCache}; each mechanism lives in a package of its own below this one.
 */
@NullMarked
package dev.cachebench.engine;

import org.jspecify.annotations.NullMarked;
