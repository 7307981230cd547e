package dev.cachebench.scenarios.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.target.spi.UserCache;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserClassesTest {

  @TempDir static Path folder;

  private static Path compile(Map<String, String> sources) throws IOException {
    Path classes = Files.createTempDirectory(folder, "classes");
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, text) -> files.add(new Source(name, text)));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options = List.of("-proc:none", "-d", classes.toString());
    assertThat(compiler.getTask(null, null, null, options, null, files).call()).isTrue();
    return classes;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  @Test
  @SuppressWarnings("unchecked")
  void takesTheUsersVersionOfALibraryThatTheToolHasToo() throws Exception {
    Path classes =
        compile(
            Map.of(
                "com.github.benmanes.caffeine.cache.Caffeine",
                "package com.github.benmanes.caffeine.cache; public class Caffeine {"
                    + " public static String version() { return \"the user's\"; } }",
                "com.example.Asks",
                "package com.example; public class Asks implements"
                    + " java.util.concurrent.Callable<String> { public String call() {"
                    + " return com.github.benmanes.caffeine.cache.Caffeine.version(); } }"));

    try (UserClasses own = new UserClasses(List.of(classes))) {
      Class<?> asks = Class.forName("com.example.Asks", true, own.loader());
      Callable<String> instance = (Callable<String>) asks.getConstructor().newInstance();

      assertThat(instance.call()).isEqualTo("the user's");
      assertThat(own.loader().loadClass(UserCache.class.getName())).isSameAs(UserCache.class);
      assertThat(own.loader().getResource("com/example/Asks.class")).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "com.example.Gone|there is no class com.example.Gone on --classpath ",
        "java.lang.String|the class java.lang.String does not implement UserCache",
        "com.example.Hidden|the class com.example.Hidden is not usable",
        "com.example.Needy|the class com.example.Needy has no public constructor without arguments",
      })
  void saysWhyAClassCannotBeATarget(String name, String message) throws IOException {
    String base = "extends dev.cachebench.scenarios.target.MapCache";
    Path classes =
        compile(
            Map.of(
                "com.example.Hidden", "package com.example; class Hidden " + base + " {}",
                "com.example.Needy",
                    "package com.example; public class Needy "
                        + base
                        + " { public Needy(int x) {} }"));

    try (UserClasses own = new UserClasses(List.of(classes))) {
      assertThatThrownBy(() -> own.check(name))
          .isInstanceOf(UserCacheException.class)
          .hasMessageStartingWith(message);
    }
  }
}
