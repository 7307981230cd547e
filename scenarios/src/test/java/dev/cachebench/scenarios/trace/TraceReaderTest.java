package dev.cachebench.scenarios.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

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

  private static byte[] xz(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(bytes, new LZMA2Options())) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] zstd(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void readsXzAndZstd() throws IOException {
    assertThat(keys(read(TraceFormat.LIRS, "a.xz", xz("5\n6\n5\n")))).containsExactly(0, 1, 0);
    assertThat(keys(read(TraceFormat.LIRS, "a", zstd("5\n6\n5\n")))).containsExactly(0, 1, 0);
    assertThatThrownBy(() -> read(TraceFormat.LIRS, "a.zst", new byte[] {'1', '\n'}))
        .hasMessageContaining(":1  expected data compressed by zstd, as the name says");
  }

  @Test
  void saysWhereDamagedXzAndZstdEnd() throws IOException {
    String text =
        IntStream.range(0, 50_000).boxed().map(String::valueOf).collect(Collectors.joining("\n"));
    for (byte[] whole : List.of(xz(text), zstd(text))) {
      byte[] torn = Arrays.copyOf(whole, whole.length / 2);

      assertThatThrownBy(() -> read(TraceFormat.LIRS, "a.bin", torn))
          .isInstanceOf(TraceException.class)
          .hasMessageMatching(
              ".*a\\.bin:\\d+  expected more, but the data compressed by .* is cut off.*");
    }
  }

  private static byte[] oracleGeneral(long... keysAndSizes) {
    ByteBuffer bytes = ByteBuffer.allocate(12 * keysAndSizes.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < keysAndSizes.length; i += 2) {
      bytes.putInt(i).putLong(keysAndSizes[i]).putInt((int) keysAndSizes[i + 1]).putLong(-1);
    }
    return bytes.array();
  }

  @Test
  void readsKeysAndSizesOfOracleGeneral() throws IOException {
    Trace trace =
        read(TraceFormat.ORACLE_GENERAL, "a", oracleGeneral(70, 9, -5, 0xffff_ffffL, 70, 10, 3, 0));

    assertThat(keys(trace)).containsExactly(0, 1, 0, 2);
    // The first request decides; what is larger than 2³¹ − 1 counts as that, nothing as one byte.
    assertThat(IntStream.range(0, 3).mapToLong(trace.requireSizes()::of).boxed())
        .containsExactly(9L, (long) Integer.MAX_VALUE, 1L);
  }

  @Test
  void readsBigEndianNumbers() throws IOException {
    byte[] ints = ByteBuffer.allocate(12).putInt(1).putInt(256).putInt(1).array();
    byte[] longs = ByteBuffer.allocate(24).putLong(1).putLong(1L << 40).putLong(1).array();

    assertThat(keys(read(TraceFormat.BE_INT, "i", ints))).containsExactly(0, 1, 0);
    assertThat(keys(read(TraceFormat.BE_LONG, "l", longs))).containsExactly(0, 1, 0);
    assertThat(read(TraceFormat.BE_INT, "i", ints).hasSizes()).isFalse();
  }

  @Test
  void saysAtWhichByteARecordIsCutOff() {
    assertThatThrownBy(() -> read(TraceFormat.ORACLE_GENERAL, "a", new byte[30]))
        .hasMessage(
            folder.resolve("a") + ", byte 24  expected a record of 24 bytes, but only 6 are left");
    assertThatThrownBy(() -> read(TraceFormat.BE_LONG, "a", new byte[9]))
        .hasMessage(
            folder.resolve("a") + ", byte 8  expected a record of 8 bytes, but only 1 are left");
  }

  private Trace csv(String text, String key, @Nullable String size) throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), text);
    TraceSpec spec = new TraceSpec(TraceFormat.CSV, file, new TraceSpec.Columns(key, size));
    return TraceReader.read(spec, Long.MAX_VALUE);
  }

  @Test
  void readsTheNamedColumnsOfATable() throws IOException {
    Trace trace =
        csv("\ufefft, id ,bytes\n1,\"a,\"\"b\",10\r\n2,c,20\n3,\"a,\"\"b\",30\n", "id", "bytes");

    assertThat(keys(trace)).containsExactly(0, 1, 0);
    assertThat(trace.requireSizes().of(0)).isEqualTo(10);
    assertThat(csv("key\nx\ny\nx\n", "key", null).hasSizes()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,n;a,1          | :1  expected a column `key`, but there are id, n",
        "key,n;a,1;b       | :3  expected 2 values, as the first line has, but was `1 of them`",
        "key,n;a,1;,2      | :3  expected a key in `key`, but was `nothing`",
        "key,n;a,1;b,-2    | :3  expected a whole number of bytes in `n`, but was `-2`",
        "key,n;a,x         | :2  expected a whole number of bytes in `n`, but was `x`",
      })
  void namesTheRowOfATableThatIsBroken(String text, String problem) {
    assertThatThrownBy(() -> csv(text.replace(';', '\n'), "key", "n"))
        .isInstanceOf(TraceException.class)
        .hasMessage(folder.resolve("a.csv") + problem);
  }

  @Test
  void takesTheSameKeysIntoASampleWhateverTheyAreCalled() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s"),
            IntStream.range(0, 20_000)
                .mapToObj(i -> "" + i % 1_000)
                .collect(Collectors.joining("\n")));
    for (TraceFormat format : List.of(TraceFormat.LIRS, TraceFormat.LINES)) {
      List<Trace> samples =
          TraceReader.read(new TraceSpec(format, file), Long.MAX_VALUE, Sampling.of(0.1));

      assertThat(samples).hasSize(5);
      for (Trace sample : samples) {
        assertThat(sample.population()).isEqualTo(20_000);
        assertThat(sample.distinct()).isBetween(60, 140);
        assertThat(sample.length()).isEqualTo(20 * sample.distinct());
      }
    }
    assertThatThrownBy(
            () -> TraceReader.read(new TraceSpec(TraceFormat.LIRS, file), 3, Sampling.of(1e-6)))
        .hasMessageContaining("no request is left of the 3 of s in a sample of 1.0E-6 of its keys");
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
            ".*a\\.gz:\\d{3,}  expected more, but the data compressed by gzip is cut off.*");
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
