package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogueCommandsTest extends CommandTestCase {

  @TempDir Path folder;

  @Test
  void listsEveryScenarioWithItsQuestion() {
    assertThat(run("scenarios")).isZero();

    for (String name : Catalog.names()) {
      assertThat(out()).contains(name + " ").contains(Catalog.question(name).orElseThrow());
    }
  }

  @Test
  void listsTheSameByItsName() {
    run("scenarios");
    String alone = out();

    run("scenarios", "list");

    assertThat(out()).isEqualTo(alone);
  }

  @Test
  void showsAScenarioAsItWasWritten() {
    assertThat(run("scenarios", "show", "quickstart")).isZero();

    assertThat(out()).isEqualTo(Catalog.text("quickstart").orElseThrow());
  }

  @Test
  void refusesToShowAnUnknownScenario() {
    assertThat(run("scenarios", "show", "stampeed")).isEqualTo(2);

    assertThat(err()).contains("did you mean `stampede`?");
  }

  @Test
  void copiesAScenarioIntoADirectory() {
    assertThat(run("scenarios", "copy", "quickstart", folder.toString())).isZero();

    assertThat(folder.resolve("quickstart.yaml"))
        .hasContent(Catalog.text("quickstart").orElseThrow());
    assertThat(out().strip()).isEqualTo(folder.resolve("quickstart.yaml").toString());
  }

  @Test
  void copiesOverNothing() throws IOException {
    Path mine = Files.writeString(folder.resolve("mine.yaml"), "mine");

    assertThat(run("scenarios", "copy", "quickstart", mine.toString())).isEqualTo(2);

    assertUsageError(mine + " exists already", "remove it, or name another file");
    assertThat(mine).hasContent("mine");
  }

  @Test
  void printsASchema() {
    assertThat(run("schema")).isZero();

    assertThat(out()).startsWith("{").contains("https://json-schema.org/draft/2020-12/schema");
  }
}
