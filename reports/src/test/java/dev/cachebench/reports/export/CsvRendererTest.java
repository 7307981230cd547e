package dev.cachebench.reports.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.cachebench.reports.hdr.RunData;
import dev.cachebench.reports.render.Renderer;
import dev.cachebench.reports.testing.RendererContractTest;
import dev.cachebench.reports.testing.Scenarios;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRendererTest extends RendererContractTest {

  @Override
  protected Renderer renderer(RunData run) {
    return new CsvRenderer();
  }

  private static List<NamedCsvRecord> records(String text) {
    return CsvReader.builder().ofNamedCsvRecord(text).stream().toList();
  }

  @Override
  protected void read(String text) {
    assertThat(records(text))
        .hasSizeGreaterThan(100)
        .allSatisfy(record -> assertThat(record.getFieldCount()).isEqualTo(10));
  }

  @Test
  void hasEveryFigureInItsBaseUnit() {
    List<NamedCsvRecord> records = records(render(Scenarios.stampede()));

    NamedCsvRecord mean =
        records.stream()
            .filter(record -> record.getField("target").equals("hardened"))
            .filter(record -> record.getField("phase").equals("steady"))
            .filter(record -> record.getField("metric").equals("response-time.mean"))
            .findFirst()
            .orElseThrow();
    assertThat(Double.parseDouble(mean.getField("value"))).isBetween(1.5e6, 2.5e6);
    assertThat(mean.getField("unit")).isEqualTo("ns");
    assertThat(Double.parseDouble(mean.getField("low"))).isLessThan(2.04e6);
    assertThat(mean.getField("validity")).isEqualTo("VALID");
    assertThat(records)
        .filteredOn(record -> record.getField("metric").equals("lost-writes"))
        .allSatisfy(record -> assertThat(record.getField("value")).isEmpty());
  }
}
