package dev.tocsin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  @Test
  void itEndsOnceTwoSlicesInARowHaveGainedNothing() throws InterruptedException {
    Iterator<Double> rates =
        Arrays.asList(1_000.0, 2_000.0, 2_010.0, 4_000.0, 3_900.0, 4_050.0, 9_000.0).iterator();

    WarmUp.untilNoFaster("a test", rates::next);

    assertThat(rates).toIterable().containsExactly(9_000.0);
  }
}
