/** What tests of the command line share. */
package dev.cachebench.cli.testing;
