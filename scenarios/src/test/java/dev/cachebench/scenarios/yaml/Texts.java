package dev.cachebench.scenarios.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Scenario texts that tests share. */
final class Texts {
  private Texts() {}

  /** The smallest scenario that runs. */
  static final String SMALL =
      """
      version: 1
      scenario: small
      origin: {service-time: 20ms}
      keys: {count: 100}
      targets:
        none: {preset: none, role: baseline}
        hardened: {}
      load: {rate: 100/s}
      phases:
        - {name: steady, duration: 10s}
      """;

  static String resource(String name) {
    try (InputStream stream =
        Objects.requireNonNull(Texts.class.getResourceAsStream("/scenarios/" + name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String contract() {
    return resource("contract.yaml");
  }

  /** Returns the problems of a text, none when it can run. */
  static List<Problem> problems(String text, Setting... settings) {
    try {
      ScenarioReader.read("test.yaml", text, List.of(settings));
      return List.of();
    } catch (InvalidScenarioException e) {
      return e.problems();
    }
  }

  /** Returns the messages of a text's problems. */
  static List<String> messages(String text, Setting... settings) {
    return problems(text, settings).stream().map(Problem::message).toList();
  }
}
