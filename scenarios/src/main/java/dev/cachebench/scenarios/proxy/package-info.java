/**
 * A TCP proxy that speaks Toxiproxy's HTTP interface, so that clients of a real toxiproxy-server
 * drive it unchanged. The data plane is in {@code wire}. Start at {@code ProxyServer}.
 */
@NullMarked
package dev.cachebench.scenarios.proxy;

import org.jspecify.annotations.NullMarked;
