package dev.tocsin.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets one of many equal messages through each minute, so that what is waited for is said but does
 * not fill a log.
 */
public final class OncePerMinute {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Clock clock;
  private Instant silentUntil = Instant.MIN;

  public OncePerMinute(Clock clock) {
    this.clock = clock;
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
