package dev.cachebench.scenarios.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every point of the list that a Toxiproxy must conform to has a test that begins with its number:
 * C1 to C36 of the interface, D1 to D28 of the data.
 */
class ConformanceListTest {

  private static final List<Class<?>> CLASSES =
      List.of(
          ConformanceIT.Api.class,
          ConformanceIT.Data.class,
          ConformanceLifeCycleIT.class,
          ConformanceTimingIT.class,
          ConformanceLoadIT.class,
          ConformanceTrapsIT.class);

  private static final Pattern POINT = Pattern.compile("(?:^|And|To)([cCdD])([0-9]+)");

  private static List<String> points(String method) {
    List<MatchResult> found = POINT.matcher(method).results().toList();
    List<String> points = new ArrayList<>();
    int last = 0;
    for (MatchResult point : found) {
      int number = Integer.parseInt(point.group(2));
      String letter = point.group(1).toUpperCase(Locale.ROOT);
      int from = point.group().startsWith("To") ? last + 1 : number;
      IntStream.rangeClosed(from, number).forEach(n -> points.add(letter + n));
      last = number;
    }
    return points;
  }

  @Test
  void hasATestForEachPoint() {
    TreeSet<String> tested = new TreeSet<>();
    CLASSES.stream()
        .flatMap(c -> Stream.of(c.getDeclaredMethods()))
        .map(Method::getName)
        .forEach(name -> tested.addAll(points(name)));

    assertThat(tested)
        .containsAll(IntStream.rangeClosed(1, 36).mapToObj(n -> "C" + n).toList())
        .containsAll(IntStream.rangeClosed(1, 28).mapToObj(n -> "D" + n).toList());
  }
}
