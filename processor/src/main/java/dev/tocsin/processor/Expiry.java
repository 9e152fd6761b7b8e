package dev.tocsin.processor;

import dev.tocsin.event.Event;
import dev.tocsin.event.Retention;
import java.time.Duration;
import java.time.Instant;

/**
 * Deletes the events whose retention is up: walks over all events of a task, a slice at a time, and
 * rests between the walks.
 *
 * <p>Where the walk is, is not stored. A task that starts again walks from the beginning, and loses
 * nothing by it: what was deleted is not met twice. A stored place would be a record for every
 * slice, for ever, though most slices find nothing.
 */
final class Expiry {
  /**
   * So that an input waits for a few milliseconds at most: looking at an event takes some four
   * microseconds, deleting one ten times as long. Yet a task walks over 5,000 events a second and
   * deletes 1,000, more than it is likely to be given.
   */
  static final EventStore.Bounds SLICE = new EventStore.Bounds(500, 100);

  /** How long inputs have the task to themselves between two slices. */
  static final Duration PAUSE = Duration.ofMillis(100);

  /** The longest rest; nobody who keeps events for days asks when within the hour they go. */
  private static final Duration LONGEST_REST = Duration.ofHours(1);

  private static final int RESTS_IN_A_RETENTION = 10;

  private final Retention retention;
  private final EventStore events;
  private final EventWriter writer;
  private final ProcessorMetrics metrics;
  private final Duration rest;
  private byte[] cursor = EventStore.START;
  private Instant nextWalk = Instant.MIN;

  Expiry(Retention retention, EventStore events, EventWriter writer, ProcessorMetrics metrics) {
    this.retention = retention;
    this.events = events;
    this.writer = writer;
    this.metrics = metrics;
    Duration share = retention.time().dividedBy(RESTS_IN_A_RETENTION);
    this.rest = share.compareTo(LONGEST_REST) < 0 ? share : LONGEST_REST;
  }

  /** Takes the next slice, unless it is time to rest. */
  void advance(Instant now) {
    if (now.isBefore(nextWalk)) {
      return;
    }
    EventStore.Slice slice =
        events.slice(cursor, SLICE, event -> true, event -> retention.isUp(event, now));
    for (Event event : slice.found()) {
      writer.delete(event, now);
    }
    metrics.expired(slice.found().size());
    if (slice.isLast()) {
      cursor = EventStore.START;
      nextWalk = now.plus(rest);
    } else {
      cursor = slice.cursor();
    }
  }
}
