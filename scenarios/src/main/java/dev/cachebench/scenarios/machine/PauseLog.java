package dev.cachebench.scenarios.machine;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The safepoints of this JVM, that is, every time in which all of its threads stood still: for
 * garbage collection above all. The JVM writes them into a file (see {@link #flag}), which is
 * followed as it grows.
 *
 * <p>Garbage collectors' own beans know whole milliseconds only, and nothing of other safepoints.
 * Confined to one thread.
 */
public final class PauseLog {

  private static final Pattern LINE =
      Pattern.compile("\\[(\\d+)ns\\] Safepoint \"(\\w+)\".*Total: +(\\d+) ns");
  private static final int LONGEST_READ = 1 << 20;

  private final @Nullable Path file;
  private final long zeroNanos;
  private long position;
  private String rest = "";

  /**
   * Follows a file.
   *
   * @param file what {@link #flag} named; null follows nothing
   * @param zeroNanos what {@code System.nanoTime()} was at the start of the clock that pauses are
   *     told in
   */
  public PauseLog(@Nullable Path file, long zeroNanos) {
    this.file = file;
    this.zeroNanos = zeroNanos;
  }

  /**
   * One time in which every thread stood still.
   *
   * @param endNanos its end, on the clock that was asked for
   * @param nanos how long, the wait for the last thread included
   * @param operation what the JVM did in it
   */
  public record Pause(long endNanos, long nanos, String operation) {}

  /** Returns the option that makes a JVM write the file. */
  public static String flag(Path file) {
    return "-Xlog:safepoint:file=" + file + ":timenanos:filecount=0";
  }

  /** Returns where a JVM may write it, in a folder that nobody else uses. */
  public static Path in(Path folder) {
    return folder.resolve("safepoints.log");
  }

  /** Removes the file and its folder. */
  public static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(Objects.requireNonNull(file.getParent(), "the folder"));
    } catch (IOException e) {
      // Somebody has removed the folder, or keeps something in it.
    }
  }

  /** Returns what ended since the last call; nothing where there is no file. */
  List<Pause> take() {
    List<Pause> pauses = new ArrayList<>();
    if (file == null) {
      return pauses;
    }
    String text = rest + grown(file);
    int end = text.lastIndexOf('\n') + 1;
    rest = text.substring(end);
    for (String line : text.substring(0, end).split("\n")) {
      Matcher found = LINE.matcher(line);
      if (found.find()) {
        pauses.add(
            new Pause(
                Long.parseLong(found.group(1)) - zeroNanos,
                Long.parseLong(found.group(3)),
                found.group(2)));
      }
    }
    return pauses;
  }

  private String grown(Path log) {
    try (RandomAccessFile open = new RandomAccessFile(log.toFile(), "r")) {
      open.seek(position);
      byte[] bytes = new byte[(int) Math.min(LONGEST_READ, Math.max(0, open.length() - position))];
      open.readFully(bytes);
      position += bytes.length;
      return new String(bytes, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      return "";
    }
  }
}
