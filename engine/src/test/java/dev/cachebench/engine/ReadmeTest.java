package dev.cachebench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code in the README compiles. */
class ReadmeTest {

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final String IMPORTS =
      """
      import dev.cachebench.engine.*;
      import dev.cachebench.engine.breaker.*;
      import dev.cachebench.engine.decorate.*;
      import dev.cachebench.engine.observe.*;
      import dev.cachebench.engine.overload.*;
      import dev.cachebench.engine.redis.*;
      import io.micrometer.core.instrument.MeterRegistry;
      import java.io.IOException;
      import java.time.Duration;
      interface Database { String read(String key) throws IOException; }
      record User(String id) {}
      """;

  @TempDir private Path folder;

  static Stream<String> blocks() throws IOException {
    Matcher matcher = BLOCK.matcher(Files.readString(Path.of("README.md")));
    List<String> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(3);
    return blocks.stream();
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void compiles(String block) {
    boolean isType = block.startsWith("final class") || block.startsWith("interface");
    String source =
        IMPORTS
            + (isType
                ? block
                : "class Block { void run(Database database) throws Exception {" + block + "} }");

    assertThat(errors(source)).isEmpty();
  }

  private String errors(String source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Block.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    List<String> options =
        List.of(
            "-proc:none",
            "-parameters",
            "-d",
            folder.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    boolean isSound = compiler.getTask(errors, null, null, options, null, List.of(file)).call();
    return isSound ? "" : errors.toString();
  }
}
