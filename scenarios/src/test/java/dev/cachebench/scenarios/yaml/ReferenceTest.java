package dev.cachebench.scenarios.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference in the module's README names every key, and its examples run. */
class ReferenceTest {
  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void namesEveryKey() throws IOException {
    String reference = Files.readString(Path.of("README.md"));
    List<String> missing =
        ScenarioKeys.ROOT.paths().stream()
            .map(path -> path.replaceFirst("^(cache|targets\\.\\*)\\.(?!preset|class|role)", ""))
            .filter(path -> !reference.contains("`" + path + "`"))
            .filter(path -> !List.of("keys", "values", "operations").contains(path))
            .filter(path -> !List.of("phases", "faults", "gates", "expect").contains(path))
            .toList();

    assertThat(missing).isEmpty();
  }

  @Test
  void hasExamplesThatRun() throws IOException {
    List<String> blocks =
        BLOCK
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList();

    assertThat(blocks).isNotEmpty();
    assertThat(blocks).allSatisfy(text -> assertThat(Texts.messages(text)).isEmpty());
  }
}
