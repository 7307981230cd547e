package dev.cachebench.scenarios.history;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes a history as it happens. Entries go into blocks in memory, of which there are {@value
 * #BLOCKS} in all; a thread of its own brings full ones to the disk. When it does not keep up, or
 * the limit is reached, the history ends there, and says so: what is on the disk is always all that
 * happened until then.
 *
 * <p>Safe for use by many threads.
 */
public final class HistoryWriter implements HistoryLog, AutoCloseable {

  static final int BLOCKS = 8;
  static final int ENTRIES_PER_BLOCK = 8_192;
  static final int BLOCKS_PER_SEGMENT = 16;

  private final HistoryFiles files;
  private final long limit;
  private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BLOCKS);
  private final BlockingQueue<ByteBuffer> full = new ArrayBlockingQueue<>(BLOCKS + 1);
  private final Thread thread;
  private @Nullable ByteBuffer block;
  private long count;
  private boolean isClosed;
  private volatile @Nullable String cut;

  /**
   * Begins a history; there is no file before the first block is full.
   *
   * @param files where to
   * @param limit entries that it may have
   */
  public HistoryWriter(HistoryFiles files, long limit) {
    this.files = files;
    this.limit = limit;
    for (int i = 1; i < BLOCKS; i++) {
      free.add(newBlock());
    }
    block = newBlock();
    thread = new Thread(this::write, "cachebench-history");
    thread.setDaemon(true);
    thread.start();
  }

  private static ByteBuffer newBlock() {
    return ByteBuffer.allocate(ENTRIES_PER_BLOCK * HistoryEntry.BYTES);
  }

  @Override
  public boolean isOn() {
    return cut == null;
  }

  @Override
  public synchronized void add(HistoryEntry entry) {
    ByteBuffer current = block;
    if (current == null || isClosed) {
      return;
    }
    if (count == limit) {
      end("it has reached its limit of " + limit + " operations");
      return;
    }
    entry.writeTo(current);
    count++;
    if (!current.hasRemaining()) {
      full.add(current.flip());
      block = free.poll();
      if (block == null) {
        end("the disk did not keep up");
      }
    }
  }

  private void end(String why) {
    cut = cut == null ? why : cut;
    ByteBuffer last = block;
    if (last != null && last.position() > 0) {
      full.add(last.flip());
    }
    block = null;
  }

  /** Returns how many entries were taken. */
  public synchronized long count() {
    return count;
  }

  /** Returns why it ends before the load did; null when it does not. */
  public @Nullable String cut() {
    return cut;
  }

  /** Writes what is left; returns when it is on the disk. */
  @Override
  public void close() {
    synchronized (this) {
      if (!isClosed) {
        isClosed = true;
        ByteBuffer last = block;
        if (last != null) {
          full.add(last.flip());
        }
        // An empty one is the end.
        full.add(ByteBuffer.allocate(0));
      }
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    int blocks = 0;
    FileChannel channel = null;
    try {
      for (ByteBuffer next = full.take(); next.capacity() > 0; next = full.take()) {
        if (next.hasRemaining()) {
          if (channel == null) {
            channel = files.create(blocks / BLOCKS_PER_SEGMENT);
          }
          while (next.hasRemaining()) {
            channel.write(next);
          }
          if (++blocks % BLOCKS_PER_SEGMENT == 0) {
            channel.close();
            channel = null;
          }
        }
        free.add(next.clear());
      }
    } catch (IOException e) {
      cut = "it cannot be written: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(channel);
    }
  }

  private static void close(@Nullable FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // What it has is on the disk.
      }
    }
  }
}
