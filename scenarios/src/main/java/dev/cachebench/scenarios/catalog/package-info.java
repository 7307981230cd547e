/** The bundled scenarios, by name. Start at {@code Catalog}. */
@NullMarked
package dev.cachebench.scenarios.catalog;

import org.jspecify.annotations.NullMarked;
