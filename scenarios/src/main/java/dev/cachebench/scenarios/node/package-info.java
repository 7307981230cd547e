/**
 * Nodes in processes of their own ({@code nodes: {isolation: process}}): the arm drives, checks and
 * records, and reaches each node's cache through a socket; the origin behind it stays with the arm.
 * Start at {@code ProcessTarget}; {@code NodeMain} is the other end.
 */
@NullMarked
package dev.cachebench.scenarios.node;

import org.jspecify.annotations.NullMarked;
