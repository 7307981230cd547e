package dev.cachebench.scenarios.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachebench.scenarios.model.Scenario;
import dev.cachebench.scenarios.redis.RedisSurvey;
import dev.cachebench.scenarios.yaml.ScenarioReader;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SurveyedDraftTest {

  private static final int SAMPLED = 1_000;

  private static RedisSurvey survey(long keys, List<Long> sizes, List<Long> lives, long rate) {
    return new RedisSurvey(
        "redis 7.0.15",
        false,
        keys,
        50 << 20,
        100 << 20,
        "allkeys-lru",
        17,
        rate,
        90_000,
        10_000,
        81_000,
        9_000,
        keys == 0 ? 0 : SAMPLED,
        sizes,
        lives);
  }

  private static List<Long> upTo(long largest) {
    return LongStream.rangeClosed(1, SAMPLED).mapToObj(i -> i * largest / SAMPLED).toList();
  }

  private static Draft draft(RedisSurvey survey) {
    return SurveyedDraft.of(Draft.usual(), survey, "db.example:6379");
  }

  @Test
  void takesOverWhatFitsOnOneMachine() {
    Draft draft = draft(survey(50_000, Collections.nCopies(SAMPLED, 300L), upTo(590_000), 800));

    assertThat(draft.text(DraftField.KEYS)).isEqualTo("50000");
    assertThat(draft.text(DraftField.VALUE_SIZE)).isEqualTo("300B");
    assertThat(draft.text(DraftField.L2_TTL)).isEqualTo("600s");
    assertThat(draft.text(DraftField.RATE)).isEqualTo("800/s");
    assertThat(String.join(" ", draft.findings()))
        .contains("1,000 of 50,000 keys were looked at")
        .contains("maxmemory 100.0 MiB (allkeys-lru), used 50.0 MiB, evicted 17 keys")
        .contains("90.0 % of its reads hit")
        .doesNotContain("Scaled down");
  }

  @Test
  void fillsAfterMissesAreNoWritesOfTheService() {
    Draft draft = draft(survey(50_000, upTo(300), List.of(), 800));

    assertThat(draft.text(DraftField.WRITES)).isEqualTo("1.00%");
  }

  @Test
  void aRangeOfSizesKeepsTheirMean() {
    Draft draft = draft(survey(50_000, upTo(2_000), List.of(), 800));

    Scenario scenario = ScenarioReader.read("x", DraftWriter.write(draft), List.of());
    assertThat((scenario.values().min().bytes() + scenario.values().max().bytes()) / 2)
        .isBetween(990L, 1_010L);
  }

  @Test
  void saysWhatItScalesDown() {
    Draft draft =
        draft(survey(20_000_000, Collections.nCopies(SAMPLED, 10_000L), List.of(), 90_000));

    assertThat(draft.text(DraftField.KEYS)).isEqualTo("26844");
    assertThat(draft.text(DraftField.RATE)).isEqualTo("5000/s");
    assertThat(String.join(" ", draft.findings()))
        .contains("1 of 745 keys")
        .contains("Commands in the last second: 90,000; the load is capped at 5,000/s.")
        .contains("100 % of the keys have no time to live");
  }

  @Test
  void anEmptyRedisGivesUsualValues() {
    Draft draft = draft(survey(0, List.of(), List.of(), 0));

    assertThat(draft.text(DraftField.KEYS)).isEqualTo("20_000");
    assertThat(draft.findings().get(1)).contains("next to nothing in it");
  }

  @Test
  void whatAServerSaysOfItselfStaysInItsComment() {
    RedisSurvey odd =
        new RedisSurvey(
            "redis 7\nversion: 9\u001b[31m",
            false,
            5,
            1,
            1,
            "\rnone\u2028",
            0,
            0,
            0,
            0,
            0,
            0,
            5,
            List.of(1L),
            List.of(1L));

    String text = DraftWriter.write(draft(odd));

    assertThat(text).contains("redis 7?version: 9?[31m").doesNotContain("\u001b", "\r", "\u2028");
    assertThat(ScenarioReader.read("x", text, List.of()).name()).isEqualTo("my-service");
  }
}
