/**
 * Ports of this machine.
 *
 * <p>A server that a fault takes down comes back on the port that its clients know. While nobody
 * listens there, the system may give that port to any connection that goes out, and the server then
 * cannot be brought back; {@link HeldPort} keeps the port meanwhile.
 */
@NullMarked
package dev.cachebench.scenarios.net;

import org.jspecify.annotations.NullMarked;
