/**
 * What happens to bytes on their way through a proxy: listeners, tunnels of two links, and the
 * toxics on each link. Knows nothing of HTTP. Start at {@code WireProxy}.
 */
@NullMarked
package dev.cachebench.scenarios.proxy.wire;

import org.jspecify.annotations.NullMarked;
