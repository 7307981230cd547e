package dev.cachebench.scenarios.arm;

import dev.cachebench.scenarios.result.RunFile;

/** Hears what an arm reports, on the thread that runs it. */
public interface ArmListener {

  /**
   * A line for a file of the run directory.
   *
   * @param file where it goes
   * @param line without line feed
   */
  void line(RunFile file, String line);

  /** How it is doing. */
  void progress(ArmProgress progress);
}
