package dev.cachebench.reports.export;

import java.util.List;
import java.util.Map;

/**
 * One benchmark of a JMH result file, the components named and ordered as JMH 1.37 writes them.
 *
 * @param jmhVersion what wrote it
 * @param benchmark dotted name
 * @param mode always {@code sample}: times of single operations
 * @param threads threads that ask; 1, since load is scheduled, not looped
 * @param forks JVMs
 * @param jvm the virtual machine
 * @param jvmArgs its flags
 * @param jdkVersion Java's version
 * @param vmName name of the virtual machine
 * @param vmVersion version of the virtual machine
 * @param warmupIterations 1 when there was a warm-up
 * @param warmupTime how long it took
 * @param warmupBatchSize operations that are timed together; 1
 * @param measurementIterations iterations of each fork; a phase is one
 * @param measurementTime how long it took
 * @param measurementBatchSize operations that are timed together; 1
 * @param primaryMetric the times
 * @param secondaryMetrics none
 */
record JmhResult(
    String jmhVersion,
    String benchmark,
    String mode,
    int threads,
    int forks,
    String jvm,
    List<String> jvmArgs,
    String jdkVersion,
    String vmName,
    String vmVersion,
    int warmupIterations,
    String warmupTime,
    int warmupBatchSize,
    int measurementIterations,
    String measurementTime,
    int measurementBatchSize,
    Metric primaryMetric,
    Map<String, Metric> secondaryMetrics) {

  /**
   * Times of one benchmark.
   *
   * @param score the mean
   * @param scoreError half of the confidence interval; the text {@code NaN} when there is none
   * @param scoreConfidence ends of the interval; the text {@code NaN} when there is none
   * @param scorePercentiles by percentile
   * @param scoreUnit always {@code ns/op}
   * @param rawDataHistogram pairs of value and count for each iteration of each fork
   */
  record Metric(
      double score,
      Object scoreError,
      List<Object> scoreConfidence,
      Map<String, Double> scorePercentiles,
      String scoreUnit,
      List<List<List<List<Number>>>> rawDataHistogram) {}
}
