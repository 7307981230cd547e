/**
 * The forked JVM that runs one target: reads its plan from standard input, answers in lines on
 * standard output, and ends when its parent does. Start at {@code ArmMain}.
 */
@NullMarked
package dev.cachebench.scenarios.arm;

import org.jspecify.annotations.NullMarked;
