package dev.cachebench.cli.console;

import dev.cachebench.cli.testing.Golden;
import dev.cachebench.scenarios.micro.MicroResults;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MicroTableTest {

  @Test
  void printsTimesBytesAndRatios() {
    StringWriter text = new StringWriter();
    MicroResults recorded =
        MicroResults.read(Path.of("../scenarios/src/test/resources/micro/jmh.json"));

    MicroTable.print(recorded, new PrintWriter(text, true));

    Golden.check("micro-table.txt", text.toString());
  }
}
