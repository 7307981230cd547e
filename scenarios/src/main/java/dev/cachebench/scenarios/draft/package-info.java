/**
 * First drafts of scenario files, from a few figures or from a look at a live Redis. What is
 * written here, {@code yaml} accepts. Start at {@code Draft}.
 */
@NullMarked
package dev.cachebench.scenarios.draft;

import org.jspecify.annotations.NullMarked;
