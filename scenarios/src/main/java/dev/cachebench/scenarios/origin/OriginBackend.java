package dev.cachebench.scenarios.origin;

import dev.cachebench.scenarios.model.OriginSource;
import java.util.concurrent.CompletionStage;

/**
 * What does the work of loads for real.
 *
 * <p>Safe for use by many threads.
 */
public interface OriginBackend extends AutoCloseable {

  /**
   * Makes what loads need, so that none of them has to; the stage fails when that is refused. May
   * be left out.
   */
  CompletionStage<?> prepare();

  /**
   * Asks for a key; what comes back is dropped. The stage fails when there is nothing, when it took
   * too long, or when the source said so.
   *
   * @param index number of the key, from 0
   * @param name its name
   */
  CompletionStage<?> fetch(int index, String name);

  /** Closes connections; loads under way fail. */
  @Override
  void close();

  /**
   * Opens a backend; does not ask it yet.
   *
   * @param source what and where it is
   * @param connections loads at once, at most
   * @param drivers where JDBC drivers are looked for
   */
  static OriginBackend open(OriginSource source, int connections, ClassLoader drivers) {
    if (source instanceof OriginSource.Jdbc jdbc) {
      return new JdbcBackend(jdbc, connections, drivers);
    }
    return new HttpBackend((OriginSource.Http) source);
  }
}
