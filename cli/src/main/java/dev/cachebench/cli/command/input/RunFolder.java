package dev.cachebench.cli.command.input;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;

/** Makes the directory that a run writes into. */
public final class RunFolder {

  private static final String LATEST = "latest";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss");

  private RunFolder() {}

  /**
   * Makes the directory that {@code --out} names.
   *
   * @throws UsageException if there is something in it, or its name could act on a terminal
   */
  public static Path named(Path out) throws IOException {
    if (out.toString().chars().anyMatch(Character::isISOControl)) {
      throw new UsageException(
          "the name of a directory must not hold control characters, but was " + out,
          "name another one with --out");
    }
    if (Files.isDirectory(out)) {
      try (Stream<Path> files = Files.list(out)) {
        if (files.findAny().isPresent()) {
          throw new UsageException(
              "the directory " + out + " is not empty",
              "name a new one with --out; a run never writes over another's files");
        }
      }
    }
    Files.createDirectories(out);
    return out;
  }

  /**
   * Makes {@code RUNS/SCENARIO/TIMESTAMP} and points {@code latest} beside it there.
   *
   * @param runs where runs of every scenario are
   * @param scenario name of the scenario
   * @param start when the run starts
   * @param zone whose wall clock names the directory
   */
  public static Path of(Path runs, String scenario, Instant start, ZoneId zone) throws IOException {
    Path parent = runs.resolve(scenario);
    Files.createDirectories(parent);
    String name = NAME.withZone(zone).format(start);
    Path folder = parent.resolve(name);
    // Another run of the same second may have the name.
    for (int i = 2; !isMade(folder); i++) {
      folder = parent.resolve(name + "-" + i);
    }
    link(parent, folder);
    return folder;
  }

  private static boolean isMade(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static void link(Path parent, Path folder) throws IOException {
    Path latest = parent.resolve(LATEST);
    if (Files.exists(latest, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(latest)) {
      return;
    }
    try {
      Files.deleteIfExists(latest);
      Files.createSymbolicLink(latest, folder.getFileName());
    } catch (UnsupportedOperationException | FileAlreadyExistsException e) {
      // No links here, or another run was faster: the directory itself is what counts.
      return;
    }
  }
}
