package dev.cachebench.scenarios.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Flags of a JVM whose heap has been touched before anything is measured, as that of a service that
 * has run for a while: a collection that copies into pages that the system has yet to give takes
 * several times as long.
 *
 * <p>Huge pages where the system gives them to who asks: under a hypervisor small ones take seconds
 * for half a gigabyte.
 */
public final class HeapPages {

  private static final Path ENABLED = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
  private static final String TOUCHED = "-XX:+AlwaysPreTouch";

  private HeapPages() {}

  /** Returns the flags for this machine. */
  public static List<String> flags() {
    return flags(ENABLED);
  }

  /**
   * Returns the flags.
   *
   * @param enabled where Linux says who gets huge pages; absent elsewhere
   */
  static List<String> flags(Path enabled) {
    return isGiven(enabled) ? List.of(TOUCHED, "-XX:+UseTransparentHugePages") : List.of(TOUCHED);
  }

  private static boolean isGiven(Path enabled) {
    try {
      String text = Files.readString(enabled, StandardCharsets.US_ASCII);
      return text.contains("[madvise]") || text.contains("[always]");
    } catch (IOException e) {
      return false;
    }
  }
}
