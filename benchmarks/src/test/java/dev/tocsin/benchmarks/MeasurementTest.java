package dev.tocsin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void the_median_is_in_the_middle_or_between_the_two_there() {
    assertThat(Measurement.median(DoubleStream.of(7))).isEqualTo(7);
    assertThat(Measurement.median(DoubleStream.of(9, 1, 2))).isEqualTo(2);
    assertThat(Measurement.median(DoubleStream.of(9, 1, 2, 4))).isEqualTo(3);
  }

  @Test
  void each_figure_has_a_median_of_its_own() {
    assertThat(
            Measurement.medians(
                List.of(
                    measured("floor", "all", 100, 5),
                    measured("Tocsin", "all", 60, 50),
                    measured("floor", "all", 300, 4),
                    measured("Tocsin", "all", 70, 10),
                    measured("floor", "all", 200, 9),
                    measured("Tocsin", "all", 50, 20))))
        .containsExactly(measured("floor", "all", 200, 5), measured("Tocsin", "all", 60, 20));
  }

  @Test
  void loads_are_not_mixed() {
    List<Measurement> measured =
        List.of(measured("floor", "500/s", 500, 5), measured("floor", "all", 6000, 200));

    assertThat(Measurement.medians(measured)).isEqualTo(measured);
  }

  private static Measurement measured(String subject, String load, double perSecond, double p99) {
    return new Measurement(subject, load, perSecond, Map.of("p99.0", p99), Map.of(), Map.of());
  }
}
