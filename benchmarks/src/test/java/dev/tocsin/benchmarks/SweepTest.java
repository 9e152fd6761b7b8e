package dev.tocsin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static final Sweep SWEEP =
      new Sweep(List.of(10, 20, 50, 100), 500, 1, Duration.ofSeconds(1), Duration.ofSeconds(1));

  private final List<Measurement> medians = new ArrayList<>();

  @Test
  void of_the_intervals_that_are_about_as_fast_the_one_with_the_lowest_latency_is_chosen() {
    measured("commit 10", 3_000, 40);
    measured("commit 20", 3_850, 50);
    measured("commit 50", 4_000, 70);
    measured("commit 100", 3_900, 120);

    assertThat(SWEEP.choose(medians)).isEqualTo(20);
  }

  @Test
  void a_promise_is_not_given_up_for_speed() {
    measured("commit 10", 3_000, 60);
    measured("commit 20", 3_000, 50);
    measured("commit 50", 3_000, 70);
    measured("commit 100", 3_000, 120);
    measured("commit 10, at least once", 9_000, 5);

    assertThat(SWEEP.choose(medians)).isEqualTo(20);
  }

  private void measured(String setting, double perSecond, double p99) {
    add(setting, "single events, JSON, 500/s", 500, p99);
    add(setting, "single events, JSON, all", perSecond, 10 * p99);
  }

  private void add(String setting, String load, double perSecond, double p99) {
    medians.add(
        new Measurement(
            "Tocsin, " + setting, load, perSecond, Map.of("p99.0", p99), Map.of(), Map.of()));
  }
}
