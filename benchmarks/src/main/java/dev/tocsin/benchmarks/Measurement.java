package dev.tocsin.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/**
 * What came of one load on one subject.
 *
 * @param subject what was measured: a floor or Tocsin, with its settings
 * @param load what it was loaded with
 * @param perSecond events that arrived a second
 * @param millis by percentile
 * @param cpuMicros what each part spent on one event
 * @param megabytes what was held in memory at the end
 */
record Measurement(
    String subject,
    String load,
    double perSecond,
    Map<String, Double> millis,
    Map<Part, Double> cpuMicros,
    Map<Memory, Double> megabytes) {

  static Map<String, Double> millis(Histogram micros) {
    Map<String, Double> millis = new TreeMap<>();
    for (double percentile : new double[] {50, 99, 99.9}) {
      millis.put("p" + percentile, micros.getValueAtPercentile(percentile) / 1000.0);
    }
    return millis;
  }

  /** Of each subject and load, in the order of first measuring, the median of each figure. */
  static List<Measurement> medians(List<Measurement> measurements) {
    Map<String, List<Measurement>> rounds =
        measurements.stream()
            .collect(
                Collectors.groupingBy(
                    measurement -> measurement.subject() + "/" + measurement.load(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return rounds.values().stream().map(Measurement::median).toList();
  }

  private static Measurement median(List<Measurement> rounds) {
    Measurement first = rounds.getFirst();
    return new Measurement(
        first.subject(),
        first.load(),
        median(rounds, Measurement::perSecond),
        medianOfEach(rounds, Measurement::millis),
        medianOfEach(rounds, Measurement::cpuMicros),
        medianOfEach(rounds, Measurement::megabytes));
  }

  private static <K> Map<K, Double> medianOfEach(
      List<Measurement> rounds, Function<Measurement, Map<K, Double>> figures) {
    Map<K, Double> medians = new TreeMap<>();
    for (K key : figures.apply(rounds.getFirst()).keySet()) {
      medians.put(key, median(rounds, round -> figures.apply(round).get(key)));
    }
    return medians;
  }

  private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
    return median(rounds.stream().mapToDouble(figure));
  }

  /** The one in the middle, or between the two in the middle. */
  static double median(DoubleStream figures) {
    double[] sorted = figures.sorted().toArray();
    return Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
        .average()
        .orElseThrow();
  }
}
