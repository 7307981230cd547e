package dev.cachebench.scenarios.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cachebench.scenarios.model.Operation;
import dev.cachebench.scenarios.model.Outcome;
import dev.cachebench.scenarios.model.Series;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;

class HistogramLinesTest {

  private static final HistogramTag TAG =
      new HistogramTag("hardened", 2, "steady", Operation.GET, Outcome.L1, Series.RESPONSE_TIME);

  @Test
  void areReadBackByHdrHistogramsOwnReader() {
    HistogramLines lines = new HistogramLines();
    Histogram histogram = new Histogram(3);
    histogram.setAutoResize(true);
    histogram.recordValue(1_800_000_000_000L);

    String log = lines.header(1_700_000_000) + lines.line(TAG, histogram, 3, 1);
    HistogramLogReader reader =
        new HistogramLogReader(new ByteArrayInputStream(log.getBytes(StandardCharsets.US_ASCII)));
    Histogram read = (Histogram) reader.nextIntervalHistogram();

    assertThat(read.getTag()).isEqualTo("hardened/2/steady/get/l1/response-time");
    assertThat(read.getMaxValue()).isEqualTo(histogram.getMaxValue());
    assertThat(read.getStartTimeStamp()).isEqualTo(1_700_000_003_000L);
    assertThat(HistogramTag.parse(read.getTag())).isEqualTo(TAG);
  }

  @Test
  void getsThatWaitedForAnothersLoadHaveATagOfTheirOwn() {
    HistogramTag tag =
        new HistogramTag(
            "hardened", 2, "steady", Operation.GET, Outcome.ORIGIN, true, Series.SERVICE_TIME);

    assertThat(tag).hasToString("hardened/2/steady/get/coalesced/service-time");
    assertThat(HistogramTag.parse(tag.toString())).isEqualTo(tag);
    assertThatThrownBy(
            () ->
                new HistogramTag(
                    "hardened", 2, "steady", Operation.GET, Outcome.L1, true, Series.SERVICE_TIME))
        .hasMessage("only gets of the origin are coalesced, but was get/l1");
  }
}
