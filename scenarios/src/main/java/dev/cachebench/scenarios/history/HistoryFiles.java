package dev.cachebench.scenarios.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The segments of one arm's history: files {@code TARGET-rROUND-NNNN.history} in a folder, each a
 * header of 16 bytes (a mark, the length of an entry) and entries one after the other. An entry
 * that was cut off at the end of a segment is left out.
 *
 * <p>Immutable.
 */
public final class HistoryFiles {

  static final int HEADER = 16;

  private static final long MARK = 0x4342_4849_5354_3031L;
  private static final String SUFFIX = ".history";
  private static final int BLOCK = 4_096 * HistoryEntry.BYTES;

  private final Path folder;
  private final String arm;

  /**
   * Names the segments of an arm; there need not be any.
   *
   * @param folder of the run's histories
   * @param target name of the target
   * @param round from 1
   */
  public HistoryFiles(Path folder, String target, int round) {
    this.folder = folder;
    this.arm = target + "-r" + round + "-";
  }

  /** Returns a new segment, open, with its header. */
  FileChannel create(int number) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("%s%04d%s".formatted(arm, number, SUFFIX));
    FileChannel channel =
        FileChannel.open(
            file,
            java.nio.file.StandardOpenOption.CREATE_NEW,
            java.nio.file.StandardOpenOption.WRITE);
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.putLong(MARK).putInt(HistoryEntry.BYTES).putInt(0).flip();
    channel.write(header);
    return channel;
  }

  /** Returns the segments that there are, in their order. */
  public List<Path> segments() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(this::isMine).sorted().toList();
    } catch (java.nio.file.NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isMine(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(arm)
        && name.endsWith(SUFFIX)
        && name.substring(arm.length(), name.length() - SUFFIX.length()).matches("[0-9]{4,}");
  }

  /**
   * Reads every entry, in the order in which they were written.
   *
   * @throws UncheckedIOException if a segment cannot be read, or is none
   */
  public void forEach(Consumer<HistoryEntry> consumer) {
    for (Path segment : segments()) {
      try (FileChannel channel = FileChannel.open(segment)) {
        read(segment, channel, consumer);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void read(Path segment, FileChannel channel, Consumer<HistoryEntry> consumer)
      throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    while (header.hasRemaining() && channel.read(header) >= 0) {
      // A short read is no end.
    }
    header.flip();
    if (header.remaining() < HEADER
        || header.getLong() != MARK
        || header.getInt() != HistoryEntry.BYTES) {
      throw new IOException(segment.getFileName() + " is no segment of a history");
    }
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    while (channel.read(block) >= 0) {
      block.flip();
      while (block.remaining() >= HistoryEntry.BYTES) {
        consumer.accept(HistoryEntry.readFrom(block));
      }
      block.compact();
    }
  }
}
