package dev.cachebench.cli.command.input;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of the tool, from its jar's manifest. */
public final class ToolVersion implements IVersionProvider {

  /** Returns the version, such as {@code 0.1.0}; {@code dev} outside of a packaged jar. */
  public static String text() {
    return Objects.requireNonNullElse(
        ToolVersion.class.getPackage().getImplementationVersion(), "dev");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "cachebench " + text(), "Java " + System.getProperty("java.version", "of unknown version")
    };
  }
}
