package dev.cachebench.scenarios.redis;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes that die with this one.
 *
 * <p>A small shell stands between: it runs in a session of its own and is deaf to Ctrl-C, so that
 * the tool hears it first, hands the child its first lines of input, and then waits on a pipe that
 * only this process holds open. When the pipe reaches its end, because this process closed it or
 * was killed in whatever way, the shell kills the child, runs what stands in the directory's file
 * {@value #CLEANUP}, and removes the directory. A parent-death signal would not do: it is tied to
 * the thread that forked.
 */
public final class Guardian {

  /** Commands of a shell, in a child's directory, for what else is to go with the child. */
  static final String CLEANUP = "cleanup";

  private static final String SCRIPT =
      """
      trap '' INT TERM HUP QUIT
      directory=$1; shift
      input=
      while IFS= read -r line; do
        [ "$line" = . ] && break
        input="$input$line
      "
      done
      exec 3<&0 </dev/null
      printf '%s' "$input" | "$@" 3<&- &
      child=$!
      { while read -r line <&3; do :; done; kill -9 "$child" 2>/dev/null; } &
      reader=$!
      exec 3<&-
      wait "$child" 2>/dev/null
      status=$?
      kill -9 "$reader" 2>/dev/null
      [ -f "$directory/cleanup" ] && /bin/sh "$directory/cleanup" >/dev/null 2>&1
      rm -rf "$directory"
      exit "$status"
      """;

  private Guardian() {}

  /**
   * Returns a builder for the command under guard. Write the child's input to the process, then a
   * line with a single dot; close the stream to end the child.
   *
   * @param directory removed when the child is gone
   * @param command program and arguments; nothing secret, arguments can be seen by everyone
   */
  public static ProcessBuilder guard(Path directory, List<String> command) {
    List<String> line = new ArrayList<>(session());
    line.addAll(List.of("/bin/sh", "-c", SCRIPT, "cachebench-guardian", directory.toString()));
    line.addAll(command);
    return new ProcessBuilder(line);
  }

  /** Returns the words that put a command into a session of its own, where the system has them. */
  public static List<String> session() {
    for (String path : List.of("/usr/bin/setsid", "/bin/setsid")) {
      if (Files.isExecutable(Path.of(path))) {
        return List.of(path);
      }
    }
    return List.of();
  }

  /** Creates an empty directory, readable by this user only, for a guarded child. */
  public static Path directory() throws IOException {
    return Files.createTempDirectory(
        new File(System.getProperty("java.io.tmpdir", "/tmp")).toPath(), "cachebench-");
  }
}
