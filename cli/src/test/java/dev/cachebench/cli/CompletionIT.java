package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in a real bash. */
class CompletionIT extends CommandTestCase {

  @TempDir Path directory;

  private String completed(String... words) throws IOException, InterruptedException {
    assertThat(run("completion")).isZero();
    Path script = directory.resolve("completion.bash");
    Files.writeString(script, out());
    String line =
        """
        source "%s"
        COMP_WORDS=(%s)
        COMP_CWORD=%d
        _complete_cachebench
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script, String.join(" ", words), words.length - 1);
    Process bash =
        new ProcessBuilder("bash", "-c", line)
            // bash's compopt complains when it is called outside of a completion by Tab
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).isZero();
    return said;
  }

  @Test
  void completesCommands() throws Exception {
    assertThat(completed("cachebench", "va").strip()).isEqualTo("validate");
  }

  @Test
  void completesOptions() throws Exception {
    assertThat(completed("cachebench", "run", "--ab").strip()).isEqualTo("--ablate");
  }
}
