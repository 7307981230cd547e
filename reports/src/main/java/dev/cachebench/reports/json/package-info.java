/**
 * Writes {@code report.json} and ships its JSON Schema. The only code of this module that knows
 * Jackson. Start at {@code JsonReport}.
 */
@NullMarked
package dev.cachebench.reports.json;

import org.jspecify.annotations.NullMarked;
