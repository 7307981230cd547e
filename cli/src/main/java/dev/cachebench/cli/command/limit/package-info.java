/**
 * The command {@code find-limit}: the highest rate at which gates still pass, by trials, each a
 * whole run; begin with {@link FindLimitCommand}.
 */
@NullMarked
package dev.cachebench.cli.command.limit;

import org.jspecify.annotations.NullMarked;
