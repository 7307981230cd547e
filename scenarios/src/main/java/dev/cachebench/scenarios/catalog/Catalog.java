package dev.cachebench.scenarios.catalog;

import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The scenarios that come with the tool, found by name on the class path, in a folder or a jar.
 *
 * <p>Safe for use by many threads.
 */
public final class Catalog {
  private static final String FOLDER = "dev/cachebench/scenarios/library/";
  private static final String SUFFIX = ".yaml";

  /** Is always there, so that its place shows where the others are. */
  private static final String FIRST = "quickstart" + SUFFIX;

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

  private Catalog() {}

  /** Returns the names, in alphabetical order. */
  public static List<String> names() {
    URL first = Objects.requireNonNull(Catalog.class.getResource("/" + FOLDER + FIRST), FIRST);
    try {
      URLConnection connection = first.openConnection();
      return connection instanceof JarURLConnection jar ? inJar(jar) : inFolder(first);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the bundled scenarios at " + first, e);
    }
  }

  private static List<String> inJar(JarURLConnection connection) throws IOException {
    connection.setUseCaches(false);
    try (JarFile jar = connection.getJarFile()) {
      return names(
          jar.stream()
              .map(ZipEntry::getName)
              .filter(entry -> entry.startsWith(FOLDER))
              .map(entry -> entry.substring(FOLDER.length())));
    }
  }

  private static List<String> inFolder(URL file) throws IOException {
    Path folder = Path.of(URI.create(file.toString())).resolveSibling(".");
    try (Stream<Path> files = Files.list(folder)) {
      return names(files.map(path -> path.getFileName().toString()));
    }
  }

  private static List<String> names(Stream<String> files) {
    return files
        .filter(file -> file.endsWith(SUFFIX))
        .map(file -> file.substring(0, file.length() - SUFFIX.length()))
        .filter(name -> NAME.matcher(name).matches())
        .sorted()
        .toList();
  }

  /** Returns the file of a scenario as it was written, if there is one of that name. */
  public static Optional<String> text(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    try (InputStream stream = Catalog.class.getResourceAsStream("/" + FOLDER + name + SUFFIX)) {
      return stream == null
          ? Optional.empty()
          : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bundled scenario " + name, e);
    }
  }

  /** Returns what a scenario's run answers, if there is one of that name. */
  public static Optional<String> question(String name) {
    return text(name)
        .map(text -> ScenarioReader.parse(name, text, List.of()).scenario().question());
  }
}
