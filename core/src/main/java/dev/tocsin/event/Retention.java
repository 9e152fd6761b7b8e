package dev.tocsin.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How long an event is kept once it is over. A ranged event is over when it is resolved, a
 * single-point event from the start. What goes on stays, whatever its age.
 *
 * <p>The time runs from the event's last change by Tocsin's clock: what devices say of time may be
 * years off, and whoever corrects or acknowledges an event is not done with it. An acknowledgement
 * is not waited for, because most events that are over never get one.
 *
 * @param time the least time without a change before an event goes
 */
public record Retention(Duration time) {
  /** Nothing ever goes by itself. */
  public static final Retention FOREVER = new Retention(ChronoUnit.FOREVER.getDuration());

  public boolean isForever() {
    return equals(FOREVER);
  }

  /** Whether the event's time is up. */
  public boolean isUp(Event event, Instant now) {
    return event.status() != EventStatus.ACTIVE
        && Duration.between(event.updatedAt(), now).compareTo(time) >= 0;
  }
}
