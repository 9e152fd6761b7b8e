package dev.tocsin.benchmarks;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What each commit interval brings and costs, exactly once and at least once. The two of an
 * interval are measured in turns; every setting gets the same time to warm up, and a round that
 * does not count, in a process that has done nothing else, so they are comparable, though none is
 * as fast as it would be in the end.
 *
 * @param millis the intervals
 * @param rate events a second to measure latency at
 */
record Sweep(List<Integer> millis, int rate, int rounds, Duration measured, Duration warmUp) {
  /**
   * What is slower than the fastest by less is as fast: rounds of one setting differ by as much.
   */
  private static final double AS_FAST = 0.8;

  void run(Subjects subjects, Report report) throws Exception {
    for (int interval : millis) {
      for (boolean exactlyOnce : List.of(true, false)) {
        subjects.startTocsin(setting(interval, exactlyOnce));
      }
      for (Subject subject : subjects.all()) {
        subject.warmUp(List.of(Workload.SINGLE), warmUp);
      }
      List<Load> loads = Load.single(List.of(rate));
      subjects.roundThatDoesNotCount(loads, measured);
      for (int round = 0; round < rounds; round++) {
        subjects.round(loads, measured, report);
      }
      subjects.close();
    }
  }

  /**
   * The interval to have by default: of those with which exactly-once is about as fast as it gets,
   * the one with the lowest p99 at the given rate. At least once is not to choose, since it is
   * another promise: it shows what this one costs.
   */
  int choose(List<Measurement> medians) {
    Map<Integer, Double> fastest = new TreeMap<>();
    Map<Integer, Double> latencies = new TreeMap<>();
    for (int interval : millis) {
      fastest.put(interval, find(medians, interval, new Pace.FlatOut()).perSecond());
      latencies.put(interval, find(medians, interval, new Pace.Fixed(rate)).millis().get("p99.0"));
    }
    double enough =
        AS_FAST * fastest.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    return millis.stream()
        .filter(interval -> fastest.get(interval) >= enough)
        .min(Comparator.comparing(latencies::get))
        .orElseThrow();
  }

  private static Measurement find(List<Measurement> medians, int interval, Pace pace) {
    String subject = Subjects.nameOfTocsin(setting(interval, true));
    String load = new Load(Workload.SINGLE, pace).title();
    Stream<Measurement> found =
        medians.stream()
            .filter(median -> median.subject().equals(subject) && median.load().equals(load));
    return found.findFirst().orElseThrow();
  }

  private static CommitSetting setting(int interval, boolean exactlyOnce) {
    return new CommitSetting(Duration.ofMillis(interval), exactlyOnce);
  }
}
