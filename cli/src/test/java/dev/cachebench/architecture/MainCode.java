package dev.cachebench.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * Imports main code only: classes folders and the module jars, not what tests bring or JMH
 * generates.
 */
public final class MainCode implements ImportOption {

  @Override
  public boolean includes(Location location) {
    return !location.contains("/test-classes/")
        && !location.contains("/jmh_generated/")
        && !location.contains("tests.jar");
  }
}
