package dev.cachebench.scenarios.yaml;

/**
 * A value from the command line that replaces one of the file's, {@code --set path=value}.
 *
 * @param path any key of the scenario, such as {@code phases[1].duration}
 * @param value a YAML value in one line
 */
public record Setting(String path, String value) {
  /**
   * Reads {@code path=value}.
   *
   * @throws IllegalArgumentException when there is no {@code =}
   */
  public static Setting parse(String text) {
    int at = text.indexOf('=');
    if (at < 1) {
      throw new IllegalArgumentException(
          "a setting must be path=value, such as load.rate=500/s, but was " + text);
    }
    return new Setting(text.substring(0, at).strip(), text.substring(at + 1));
  }
}
