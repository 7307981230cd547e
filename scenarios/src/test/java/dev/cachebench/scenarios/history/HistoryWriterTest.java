package dev.cachebench.scenarios.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryWriterTest {

  private static final long MANY = 1_000_000;

  @TempDir Path folder;

  private HistoryFiles files() {
    return new HistoryFiles(folder, "hardened", 1);
  }

  private static HistoryEntry entry(int number) {
    return new HistoryEntry(
        number, number % 3, 2, Operation.PUT, Ending.UNKNOWN, Outcome.ERROR, 7L, 8L, 9L + number);
  }

  private List<HistoryEntry> read() {
    List<HistoryEntry> entries = new ArrayList<>();
    files().forEach(entries::add);
    return entries;
  }

  @Test
  void keepsEveryComponentOfEveryEntryInOrder() {
    List<HistoryEntry> all = new ArrayList<>();
    try (HistoryWriter writer = new HistoryWriter(files(), MANY)) {
      for (int i = 0; i < 2 * HistoryWriter.ENTRIES_PER_BLOCK + 5; i++) {
        all.add(entry(i));
        writer.add(entry(i));
      }
      assertThat(writer.count()).isEqualTo(all.size());
    }

    assertThat(read()).isEqualTo(all);
  }

  @Test
  void beginsAnotherSegmentWhenOneIsFull() {
    int count = HistoryWriter.ENTRIES_PER_BLOCK * HistoryWriter.BLOCKS_PER_SEGMENT + 1;
    try (HistoryWriter writer = new HistoryWriter(files(), MANY)) {
      for (int i = 0; i < count && writer.isOn(); i++) {
        writer.add(entry(i));
        if (i % HistoryWriter.ENTRIES_PER_BLOCK == 0) {
          Thread.yield();
        }
      }
      assertThat(writer.cut()).as("a disk that does not keep up is a slow machine's").isNull();
    }

    assertThat(files().segments())
        .extracting(segment -> String.valueOf(segment.getFileName()))
        .containsExactly("hardened-r1-0000.history", "hardened-r1-0001.history");
    assertThat(read()).hasSize(count);
  }

  @Test
  void endsAtItsLimitAndSaysSo() {
    try (HistoryWriter writer = new HistoryWriter(files(), 10)) {
      for (int i = 0; i < 20; i++) {
        writer.add(entry(i));
      }
      assertThat(writer.isOn()).isFalse();
      assertThat(writer.cut()).isEqualTo("it has reached its limit of 10 operations");
    }

    assertThat(read()).hasSize(10);
  }

  @Test
  void leavesOutAnEntryThatWasCutOff() throws IOException {
    try (HistoryWriter writer = new HistoryWriter(files(), MANY)) {
      writer.add(entry(1));
      writer.add(entry(2));
    }
    Path segment = files().segments().get(0);
    byte[] whole = Files.readAllBytes(segment);
    Files.write(
        segment,
        java.util.Arrays.copyOf(whole, whole.length - 1),
        StandardOpenOption.TRUNCATE_EXISTING);

    assertThat(read()).containsExactly(entry(1));
  }

  @Test
  void refusesAFileThatIsNoSegment() throws IOException {
    Files.writeString(folder.resolve("hardened-r1-0000.history"), "something else, long enough");

    assertThatThrownBy(this::read)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("hardened-r1-0000.history is no segment of a history");
  }

  @Test
  void keepsArmsApart() {
    try (HistoryWriter writer = new HistoryWriter(files(), MANY)) {
      writer.add(entry(1));
    }

    assertThat(new HistoryFiles(folder, "hardened", 2).segments()).isEmpty();
    assertThat(new HistoryFiles(folder, "harden", 1).segments()).isEmpty();
    assertThat(new HistoryFiles(folder.resolve("none"), "hardened", 1).segments()).isEmpty();
  }
}
