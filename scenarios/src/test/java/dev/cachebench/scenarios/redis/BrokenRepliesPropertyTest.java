package dev.cachebench.scenarios.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Whole answers are read as they were written, broken ones as others or not at all. */
class BrokenRepliesPropertyTest {

  private static final String ALPHABET = "+-:$*_0123456789\r\n \0xyz\u007f\u00e4\u00ff";

  private static RespReader reader(String text) {
    return new RespReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Property(tries = 500)
  void wholeAnswersAreReadAsWritten(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<@Nullable Object> values = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      values.add(value(random, 0));
      write(values.get(i), text);
    }

    RespReader reader = reader(text.toString());

    for (Object value : values) {
      assertThat(reader.read()).isEqualTo(value);
    }
  }

  @Property(tries = 2_000)
  void brokenAnswersNeverSurprise(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int mutations) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      write(value(random, 0), text);
    }
    for (int i = 0; i < mutations; i++) {
      mutate(text, random);
    }
    RespReader reader = reader(text.toString());

    String end = "";
    for (int i = 0; i <= text.length() && end.isEmpty(); i++) {
      try {
        assertIsOneOfTheirs(reader.read(), 0);
      } catch (IOException e) {
        end = String.valueOf(e.getMessage());
      }
    }

    assertThat(end).matches("[ -~]+");
  }

  private static void assertIsOneOfTheirs(@Nullable Object value, int depth) {
    if (value instanceof List<?> parts) {
      assertThat(depth).isLessThan(RespReader.DEEPEST);
      parts.forEach(part -> assertIsOneOfTheirs(part, depth + 1));
    } else if (value != null) {
      assertThat(value).isInstanceOfAny(String.class, Long.class, RespConnection.ErrorReply.class);
    }
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth < RespReader.DEEPEST ? 5 : 3)) {
      case 0 -> null;
      case 1 -> random.nextLong() >> random.nextInt(Long.SIZE);
      case 2 -> word(random);
      default -> {
        List<@Nullable Object> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          parts.add(value(random, depth + 1));
        }
        yield parts;
      }
    };
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      word.append(any(random));
    }
    return word.toString();
  }

  private static char any(Random random) {
    return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
  }

  private static void write(@Nullable Object value, StringBuilder text) {
    if (value instanceof List<?> parts) {
      text.append('*').append(parts.size()).append("\r\n");
      parts.forEach(part -> write(part, text));
    } else if (value instanceof String word) {
      text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    } else {
      text.append(value == null ? "$-1" : ":" + value).append("\r\n");
    }
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    switch (random.nextInt(4)) {
      case 0 -> text.insert(at, any(random));
      case 1 -> text.setLength(Math.max(1, at));
      default -> text.setCharAt(at, any(random));
    }
  }
}
