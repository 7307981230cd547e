/**
 * What this machine can do ({@code doctor}), and what single operations cost on it ({@code micro});
 * begin with {@link Doctor}.
 */
@NullMarked
package dev.cachebench.cli.command.machine;

import org.jspecify.annotations.NullMarked;
