package dev.tocsin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final long NOTHING = 0;
  private static final long A_MINUTE = 60_000_000;

  @Test
  void itEndsOnceTwoSlicesInARowHaveGainedNothing() throws InterruptedException {
    Iterator<Double> rates =
        List.of(1_000.0, 2_000.0, 2_010.0, 4_000.0, 3_900.0, 4_050.0, 9_000.0).iterator();

    WarmUp.untilNoFaster("a test", 20, () -> NOTHING, rates::next);

    assertThat(rates).toIterable().containsExactly(9_000.0);
  }

  @Test
  void itGoesOnWhileTheCompilersAreBusy() throws InterruptedException {
    Iterator<Double> rates = List.of(500.0, 500.0, 500.0, 500.0, 500.0, 500.0, 9_000.0).iterator();
    // Asked before and after each slice: in the first three a minute goes into compiling.
    Iterator<Long> compilers =
        List.of(0L, A_MINUTE, 0L, A_MINUTE, 0L, A_MINUTE, 0L, 0L, 0L, 0L, 0L, 0L).iterator();

    WarmUp.untilNoFaster("a test", 20, compilers::next, rates::next);

    assertThat(rates).toIterable().containsExactly(500.0, 9_000.0);
  }

  @Test
  void itDoesNotGoOnForEver() throws InterruptedException {
    Iterator<Double> rates = List.of(500.0, 600.0, 700.0, 9_000.0).iterator();

    WarmUp.untilNoFaster("a test", 3, () -> NOTHING, rates::next);

    assertThat(rates).toIterable().containsExactly(9_000.0);
  }
}
