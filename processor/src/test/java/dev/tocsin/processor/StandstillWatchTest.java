package dev.tocsin.processor;

import static org.apache.kafka.streams.KafkaStreams.State.REBALANCING;
import static org.apache.kafka.streams.KafkaStreams.State.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StandstillWatchTest {
  private final SettableClock clock = new SettableClock(Instant.EPOCH);
  private final StandstillWatch watch = new StandstillWatch(clock);

  @Test
  void a_short_pause_is_nothing_to_warn_of() {
    assertThat(watch.look(REBALANCING)).isEmpty();
    clock.pass(Duration.ofSeconds(29));
    assertThat(watch.look(REBALANCING)).isEmpty();
    assertThat(watch.look(RUNNING)).isEmpty();
    clock.pass(Duration.ofSeconds(2));
    assertThat(watch.look(REBALANCING)).isEmpty();
  }

  @Test
  void a_long_one_is_warned_of_every_minute_until_it_ends() {
    watch.look(REBALANCING);
    clock.pass(Duration.ofSeconds(30));
    assertThat(watch.look(REBALANCING)).get().asString().contains("for 30 s (REBALANCING)");
    clock.pass(Duration.ofSeconds(59));
    assertThat(watch.look(REBALANCING)).isEmpty();
    clock.pass(Duration.ofSeconds(1));
    assertThat(watch.look(REBALANCING)).get().asString().contains("for 90 s");
    assertThat(watch.look(RUNNING)).isEmpty();
  }
}
