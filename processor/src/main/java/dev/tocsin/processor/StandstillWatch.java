package dev.tocsin.processor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Notices that nothing is processed. Kafka's clients wait in silence, for minutes, for a group
 * coordinator that does not answer.
 */
final class StandstillWatch {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Clock clock;
  private Instant since;
  private Instant silentUntil;

  StandstillWatch(Clock clock) {
    this.clock = clock;
  }

  /**
   * Looks at the state, which it has to be shown every few seconds.
   *
   * @return what there is to warn of: after a while, and then every minute
   */
  Optional<String> look(KafkaStreams.State state) {
    Instant now = clock.instant();
    if (state == KafkaStreams.State.RUNNING) {
      since = null;
      return Optional.empty();
    }
    if (since == null) {
      since = now;
      silentUntil = now.plus(PATIENCE);
    }
    if (now.isBefore(silentUntil)) {
      return Optional.empty();
    }
    silentUntil = now.plus(PAUSE);
    return Optional.of(
        "Nothing has been processed for %d s (%s): state is still read, or Kafka's group coordinator does not answer"
            .formatted(Duration.between(since, now).toSeconds(), state));
  }
}
