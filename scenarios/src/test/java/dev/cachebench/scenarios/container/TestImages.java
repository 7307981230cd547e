package dev.cachebench.scenarios.container;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/**
 * Images for tests: {@code CACHEBENCH_TEST_REDIS_IMAGE} names one that is here, as {@code .ci/run}
 * sees to, since no image can be pulled everywhere. That of a proxy is made here, of our own.
 */
final class TestImages {

  static final String REDIS = String.valueOf(System.getenv("CACHEBENCH_TEST_REDIS_IMAGE"));
  static final String PROXY = "cachebench/toxiproxy:local";

  private TestImages() {}

  /** Skips what needs Docker where there is none, and says so. */
  static void require(Class<?> test) {
    String skip = null;
    if (REDIS.equals("null")) {
      skip = "CACHEBENCH_TEST_REDIS_IMAGE names no image";
    } else if (!DockerClientFactory.instance().isDockerAvailable()) {
      skip = "Docker is not running";
    }
    if (skip != null) {
      System.out.println("skipped: " + test.getSimpleName() + ", because " + skip);
    }
    assumeTrue(skip == null, skip);
  }

  static void makeProxy() throws IOException, InterruptedException {
    Path script = Path.of("..", ".ci", "toxiproxy-image").toAbsolutePath();
    Process process =
        new ProcessBuilder(
                script.toString(),
                PROXY,
                System.getProperty("java.class.path"),
                ProxyMain.class.getName())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(script + " failed");
    }
  }
}
