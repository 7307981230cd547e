package dev.cachebench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClaimCommandTest extends CommandTestCase {

  @Test
  void judgesTheReviewsClaimAsJson() {
    assertThat(claim("1013x", "--hit-ratio", "0.9", "--format", "json")).isZero();

    assertThat(out())
        .contains(
            "\"verdict\" : \"UNREACHABLE_AT_THIS_HIT_RATIO\"",
            "\"ONLY_FOR_HITS\"",
            "\"mean\" : 9.912088264",
            "\"hitsOnly\" : 1014.7540983606557",
            "\"requiredHitRatio\" : 0.99999829");
    assertThat(err()).isEmpty();
  }

  @Test
  void saysItInASentenceFirst() {
    assertThat(claim("1013x", "--hit-ratio", "90%")).isZero();

    assertThat(out())
        .startsWith("With 90 % hits the mean request is 9.91 times faster: 1013x would take")
        .endsWith("1013x mean · ONLY_FOR_HITS, ONLY_FOR_PERCENTILE\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fast|--hit-ratio|0.9|the claim must be a speedup, but was `fast`",
        "1000..100x|--hit-ratio|0.9|the claim must go from",
        "10x|--hit-ratio|1.5|--hit-ratio must be between 0 and 1, but was 1.5",
        "10x|--hit-ratio|high|--hit-ratio must be a ratio, but was `high`",
        "10x|--metric|p90|there is no metric `p90`",
      })
  void refusesWhatItCannotRead(String claim, String option, String value, String problem) {
    assertThat(claim(claim, option, value)).isEqualTo(2);

    assertThat(err()).startsWith("error: " + problem).contains("  hint: ");
    assertThat(out()).isEmpty();
  }

  @Test
  void needsATimeWithItsUnit() {
    assertThat(run("claim", "10x", "--without", "619", "--with", "0.61ms")).isEqualTo(2);
    assertUsageError("--without must be a duration with its unit", "write `619ms`");

    assertThat(run("claim", "10x", "--without", "0", "--with", "0.61ms")).isEqualTo(2);
    assertUsageError("--without must be greater than 0, but was 0", "write what a request takes");
  }

  private int claim(String claim, String... more) {
    String[] arguments = new String[6 + more.length];
    String[] first = {"claim", claim, "--without", "619ms", "--with", "0.61ms"};
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    return run(arguments);
  }
}
