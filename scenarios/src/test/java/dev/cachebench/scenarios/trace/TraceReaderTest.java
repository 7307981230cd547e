package dev.cachebench.scenarios.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TraceReaderTest {

  @TempDir Path folder;

  private static List<Integer> keys(Trace trace) {
    return IntStream.range(0, trace.length()).map(trace::key).boxed().toList();
  }

  private Trace read(TraceFormat format, String text) throws IOException {
    return read(format, "a.trace", text.getBytes(StandardCharsets.UTF_8));
  }

  private Trace read(TraceFormat format, String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    return TraceReader.read(new TraceSpec(format, file), Long.MAX_VALUE);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void numbersKeysInTheOrderOfFirstUse() throws IOException {
    Trace trace = read(TraceFormat.LIRS, "70\n-5\n70\n9223372036854775807\n");

    assertThat(keys(trace)).containsExactly(0, 1, 0, 2);
    assertThat(trace.distinct()).isEqualTo(3);
    assertThat(trace.name()).isEqualTo("a.trace");
  }

  @Test
  void skipsRemarksAndBlankLinesOfLirs() throws IOException {
    assertThat(keys(read(TraceFormat.LIRS, "1\n*\n\n  2 \r\n* note\n1"))).containsExactly(0, 1, 0);
  }

  @Test
  void takesAnyTextAsTheKeyOfALine() throws IOException {
    Trace trace = read(TraceFormat.LINES, "user:1 a\n*\nuser:1 a\nä\nö\n*\n");

    assertThat(keys(trace)).containsExactly(0, 1, 0, 2, 3, 1);
  }

  @Test
  void asksForEveryBlockOfAnArcLine() throws IOException {
    assertThat(keys(read(TraceFormat.ARC, "7 3 0 1\n8 1 0 2\n"))).containsExactly(0, 1, 2, 1);
  }

  @Test
  void readsCompressedFilesWhateverTheyAreCalled() throws IOException {
    assertThat(keys(read(TraceFormat.LIRS, "a.gz", gzip("5\n6\n5\n")))).containsExactly(0, 1, 0);
    assertThat(keys(read(TraceFormat.LIRS, "a.bin", gzip("5\n6\n5\n")))).containsExactly(0, 1, 0);
  }

  @Test
  void stopsAtTheLimitBeforeWhatIsBroken() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "1\n2\nx\n");

    assertThat(TraceReader.read(new TraceSpec(TraceFormat.LIRS, file), 2).length()).isEqualTo(2);
    Files.writeString(file, "1 1000000000000 0 0\n");
    assertThat(TraceReader.read(new TraceSpec(TraceFormat.ARC, file), 5).length()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LIRS | 1;*;1x      | :3  expected one whole number, but was `1x`",
        "LIRS | 1 2         | :1  expected one whole number, but was `1 2`",
        "LIRS | -           | :1  expected one whole number, but was `-`",
        "LIRS | 9223372036854775808 | :1  expected one whole number, but was",
        "ARC  | 1 2;7       | :2  expected a first block of 0 or more and a number of blocks",
        "ARC  | 1 0         | :1  expected a first block of 0 or more and a number of blocks",
        "ARC  | -1 5        | :1  expected a first block of 0 or more and a number of blocks",
      })
  void namesTheLineAndWhatWasExpected(TraceFormat format, String text, String problem) {
    assertThatThrownBy(() -> read(format, text.replace(';', '\n')))
        .isInstanceOf(TraceException.class)
        .hasMessageStartingWith(folder.resolve("a.trace") + problem);
  }

  @Test
  void refusesWhatIsNoTrace() throws IOException {
    assertThatThrownBy(() -> read(TraceFormat.LIRS, "*\n\n")).hasMessageContaining("no request");
    assertThatThrownBy(() -> read(TraceFormat.LIRS, "a.gz", new byte[] {'1', '\n'}))
        .hasMessageContaining("expected data compressed by gzip");
    assertThatThrownBy(() -> read(TraceFormat.LINES, "x".repeat(TraceLines.LONGEST + 1)))
        .hasMessageContaining(":1  expected a line of at most 65536 bytes");
    byte[] xz = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    assertThatThrownBy(() -> read(TraceFormat.LIRS, "a.xz", xz))
        .hasMessageContaining("compressed by xz, not in this version");
    assertThatThrownBy(() -> TraceReader.read(TraceSpec.parse("lirs:" + folder.resolve("none")), 1))
        .hasMessage("there is no file " + folder.resolve("none"));
  }

  @Test
  void saysBehindWhichLineCompressedDataEnds() throws IOException {
    byte[] whole =
        gzip(
            IntStream.range(0, 50_000)
                .boxed()
                .map(String::valueOf)
                .collect(Collectors.joining("\n")));
    byte[] torn = Arrays.copyOf(whole, whole.length / 2);

    assertThatThrownBy(() -> read(TraceFormat.LIRS, "a.gz", torn))
        .isInstanceOf(TraceException.class)
        .hasMessageMatching(
            ".*a\\.gz:\\d{3,}  expected more, but the compressed data is cut off.*");
  }

  @Property(tries = 100)
  void keepsEqualKeysEqualAndDifferentKeysApart(@ForAll @Size(min = 1, max = 9_000) long[] keys)
      throws IOException {
    Path file = Files.createTempFile("trace", "");
    Files.write(file, Arrays.stream(keys).mapToObj(String::valueOf).toList());

    // The least long cannot be negated, so it is no legal key.
    if (Arrays.stream(keys).noneMatch(key -> key == Long.MIN_VALUE)) {
      Trace trace = TraceReader.read(new TraceSpec(TraceFormat.LIRS, file), Long.MAX_VALUE);
      Map<Long, Integer> numbers = new HashMap<>();
      for (int i = 0; i < keys.length; i++) {
        numbers.putIfAbsent(keys[i], numbers.size());
        assertThat(trace.key(i)).isEqualTo(numbers.get(keys[i]));
      }
      assertThat(trace.distinct()).isEqualTo(numbers.size());
    }
    Files.delete(file);
  }

  @Property(tries = 500)
  void answersAnyBytesWithATraceOrAReason(
      @ForAll TraceFormat format, @ForAll @Size(max = 40) byte[] bytes) throws IOException {
    Path file = Files.createTempFile("trace", "");
    Files.write(file, bytes);
    try {
      assertThat(TraceReader.read(new TraceSpec(format, file), 1_000).length()).isPositive();
    } catch (TraceException e) {
      assertThat(e).hasMessageContaining(file.toString());
      assertThat(e.hint()).isNotEmpty();
    } finally {
      Files.delete(file);
    }
  }
}
