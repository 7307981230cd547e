/**
 * The rules that hold the modules together, checked over all of them: this module sees them all.
 */
package dev.cachebench.architecture;
