package dev.tocsin.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.benchmarks.Hops.Station;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HopsTest {
  private final Hops hops = new Hops();

  @BeforeEach
  void begin() {
    hops.begin(Samples.NOW);
  }

  @Test
  void each_hop_is_from_one_station_to_the_next() {
    pass(Samples.NOW, 7, 13, 21, 37, 41);

    assertThat(hops.table())
        .contains("| the device's publish | the connector | 7.0 | 7.0 |")
        .contains("| | `tocsin.mqtt.input` | 6.0 | 6.0 |")
        .contains("| | `tocsin.events` | 8.0 | 8.0 |")
        .contains("| | its commit, seen by a reader | 16.0 | 16.0 |")
        .contains("| | the MQTT message | 4.0 | 4.0 |")
        .contains("| all of it | | 41.0 | 41.0 |");
  }

  @Test
  void an_event_that_was_not_seen_at_every_station_does_not_count() {
    pass(Samples.NOW, 1, 2, 3, 4, 5);
    hops.passed(Station.CONNECTOR, Samples.NOW.plusMillis(1), Samples.NOW.plusSeconds(60));

    assertThat(hops.table()).contains("| the device's publish | the connector | 1.0 | 1.0 |");
  }

  @Test
  void a_millisecond_of_kafkas_that_began_before_the_event_came_counts_as_none() {
    pass(Samples.NOW, 3, 2, 5, 6, 7);

    assertThat(hops.table()).contains("| | `tocsin.mqtt.input` | 0.0 | 0.0 |");
  }

  @Test
  void what_was_before_the_begin_does_not_count() {
    pass(Samples.NOW, 100, 200, 300, 400, 500);
    hops.begin(Samples.NOW.plusSeconds(1));
    pass(Samples.NOW, 100, 200, 300, 400, 500);
    pass(Samples.NOW.plusSeconds(1), 1, 2, 3, 4, 5);

    assertThat(hops.table()).contains("| all of it | | 5.0 | 5.0 |");
  }

  private void pass(Instant event, int... millisAtEach) {
    for (int i = 0; i < millisAtEach.length; i++) {
      hops.passed(Station.values()[i + 1], event, event.plusMillis(millisAtEach[i]));
    }
  }
}
