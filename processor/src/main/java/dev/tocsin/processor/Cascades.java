package dev.tocsin.processor;

import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The events that are still to go because their entity or their model went. There may be millions,
 * so they go in slices, and how far a deletion has come survives a restart.
 *
 * <p>An entity's events are neighbours in the store. A model's are found by walking over all:
 * models are rarely deleted, and an index by model would cost every event a second record.
 */
final class Cascades {
  static final String NAME = "cascades";

  /**
   * How many events one slice looks at; it bounds what a transaction holds and how long an input
   * waits.
   */
  static final int SLICE = 1000;

  private static final EventStore.Bounds BOUNDS = new EventStore.Bounds(SLICE, SLICE);
  private static final String ENTITY = "entity/";
  private static final String MODEL = "model/";

  private final KeyValueStore<String, byte[]> cursors;
  private final EventStore events;
  private final EventWriter writer;
  private boolean idle;

  Cascades(KeyValueStore<String, byte[]> cursors, EventStore events, EventWriter writer) {
    this.cursors = cursors;
    this.events = events;
    this.writer = writer;
  }

  static StoreBuilder<KeyValueStore<String, byte[]>> store() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(NAME), Serdes.String(), Serdes.ByteArray());
  }

  void entityDeleted(UUID uuid, Instant now) {
    begin(ENTITY + uuid, EventStore.before(uuid), now);
  }

  void modelDeleted(UUID uuid, Instant now) {
    begin(MODEL + uuid, EventStore.START, now);
  }

  /** Takes the next slice of one deletion that is not done yet. */
  void advance(Instant now) {
    if (idle) {
      return;
    }
    KeyValue<String, byte[]> next;
    try (KeyValueIterator<String, byte[]> pending = cursors.all()) {
      next = pending.hasNext() ? pending.next() : null;
    }
    if (next == null) {
      idle = true;
    } else {
      slice(next.key, next.value, now);
    }
  }

  private void begin(String cause, byte[] cursor, Instant now) {
    idle = false;
    slice(cause, cursor, now);
  }

  private void slice(String cause, byte[] cursor, Instant now) {
    boolean ofEntity = cause.startsWith(ENTITY);
    UUID uuid = UUID.fromString(cause.substring((ofEntity ? ENTITY : MODEL).length()));
    EventStore.Slice slice =
        ofEntity
            ? events.slice(cursor, BOUNDS, event -> event.entityUuid().equals(uuid), event -> true)
            : events.slice(
                cursor, BOUNDS, event -> true, event -> event.model().uuid().equals(uuid));
    slice.found().forEach(event -> writer.delete(event, now));
    if (slice.isLast()) {
      cursors.delete(cause);
    } else {
      cursors.put(cause, slice.cursor());
    }
  }
}
