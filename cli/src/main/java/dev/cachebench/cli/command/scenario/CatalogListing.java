package dev.cachebench.cli.command.scenario;

import dev.cachebench.cli.console.Console;
import dev.cachebench.scenarios.catalog.Catalog;
import java.util.List;

/** The names of the bundled scenarios, each with the question that it answers. */
final class CatalogListing {

  private CatalogListing() {}

  static void print(Console console) {
    List<String> names = Catalog.names();
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    for (String name : names) {
      String padded = name + " ".repeat(width - name.length());
      console.out().println(padded + "  " + Catalog.question(name).orElse(""));
    }
  }
}
