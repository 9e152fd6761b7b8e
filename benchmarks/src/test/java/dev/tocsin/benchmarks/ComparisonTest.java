package dev.tocsin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void theMediansOfTheRoundsAreCompared() throws InterruptedException {
    Comparison comparison = new Comparison("what", "floor", "own", 3);

    comparison.measure("a test", afterWarmUp(100, 1_000, 90), afterWarmUp(80, 1, 95));

    assertThat(comparison.table().toString()).contains("| a test | 100 | 80 | 0.80 | 100 | 80 |");
  }

  @Test
  void ofAnEvenNumberTheSlowerOneInTheMiddleCounts() {
    assertThat(Comparison.median(rates(4, 1, 3, 2)).perSecond()).isEqualTo(2);
  }

  /** Three slices that gain nothing after the first, and then these. */
  private static Comparison.Run afterWarmUp(double... measured) {
    List<Flow.Rate> warmUp = Collections.nCopies(3, new Flow.Rate(1, 1));
    Iterator<Flow.Rate> slices = warmUp.iterator();
    Iterator<Flow.Rate> rounds = rates(measured).iterator();
    return () -> slices.hasNext() ? slices.next() : rounds.next();
  }

  private static List<Flow.Rate> rates(double... values) {
    return Arrays.stream(values).mapToObj(value -> new Flow.Rate(value, value)).toList();
  }
}
