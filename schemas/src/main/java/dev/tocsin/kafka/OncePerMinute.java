package dev.tocsin.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntConsumer;

/**
 * Lets one of many equal messages through each minute, so that what is waited for is said but does
 * not fill a log.
 */
public final class OncePerMinute {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Clock clock;
  private Instant silentUntil = Instant.MIN;
  private int unsaid;

  public OncePerMinute(Clock clock) {
    this.clock = clock;
  }

  /**
   * Says it, unless something was said less than a minute ago.
   *
   * @param message is told how many were not said since the last that was
   */
  public synchronized void sayHowMany(IntConsumer message) {
    int others = unsaid++;
    say(
        () -> {
          unsaid = 0;
          message.accept(others);
        });
  }

  /** Says it, unless something was said less than a minute ago. */
  public synchronized void say(Runnable message) {
    Instant now = clock.instant();
    if (!now.isBefore(silentUntil)) {
      silentUntil = now.plus(PAUSE);
      message.run();
    }
  }
}
