package dev.tocsin.processor;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.Events;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The events of a task's entities, each with its last change. A key is the entity's uuid and then
 * the event's, so that an entity's events are neighbours and no other entity's event can be found
 * by mistake.
 */
final class EventStore implements Events {
  static final String NAME = "events";
  private static final int KEY_BYTES = 32;
  private static final int UUID_BYTES = 16;

  /** Where a walk over all events begins. */
  static final byte[] START = new byte[0];

  private final KeyValueStore<Bytes, EventChange> store;

  /** How many events a slice may look at, and how many it may find. */
  record Bounds(int seen, int found) {}

  /**
   * A stretch of a walk.
   *
   * @param cursor from where the walk goes on
   * @param isLast whether there is nothing to go on to
   */
  record Slice(List<Event> found, byte[] cursor, boolean isLast) {}

  EventStore(KeyValueStore<Bytes, EventChange> store) {
    this.store = store;
  }

  static StoreBuilder<KeyValueStore<Bytes, EventChange>> builder(Serde<EventChange> serde) {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.Bytes(), serde);
  }

  @Override
  public Optional<Event> event(UUID entityUuid, UUID eventUuid) {
    return Optional.ofNullable(store.get(key(entityUuid, eventUuid))).map(EventChange::event);
  }

  void put(EventChange change) {
    store.put(key(change.event()), change);
  }

  void remove(Event event) {
    store.delete(key(event));
  }

  /**
   * Looks at the next events in the order of their keys.
   *
   * @param cursor where the walk is: {@link #START}, {@link #before}, or a slice's cursor
   * @param bounds where the slice ends at the latest
   * @param within ends the walk at the first event that it does not hold for
   * @param wanted which of the events are to be found
   */
  Slice slice(byte[] cursor, Bounds bounds, Predicate<Event> within, Predicate<Event> wanted) {
    List<Event> found = new ArrayList<>();
    byte[] last = cursor;
    int seen = 0;
    // No key is a prefix of another, so the cursor with a zero byte is the next possible key.
    try (var walk = store.range(Bytes.wrap(withZero(cursor)), null)) {
      while (walk.hasNext()) {
        if (seen++ == bounds.seen() || found.size() == bounds.found()) {
          return new Slice(found, last, false);
        }
        KeyValue<Bytes, EventChange> entry = walk.next();
        Event event = entry.value.event();
        if (!within.test(event)) {
          break;
        }
        if (wanted.test(event)) {
          found.add(event);
        }
        last = entry.key.get();
      }
    }
    return new Slice(found, last, true);
  }

  /** Where a walk over one entity's events begins. */
  static byte[] before(UUID entityUuid) {
    return bytes(entityUuid, UUID_BYTES).array();
  }

  private static byte[] withZero(byte[] cursor) {
    return cursor.length == KEY_BYTES
        ? ByteBuffer.allocate(KEY_BYTES + 1).put(cursor).array()
        : cursor;
  }

  private static Bytes key(Event event) {
    return key(event.entityUuid(), event.uuid());
  }

  private static Bytes key(UUID entityUuid, UUID eventUuid) {
    return Bytes.wrap(
        bytes(entityUuid, KEY_BYTES)
            .putLong(eventUuid.getMostSignificantBits())
            .putLong(eventUuid.getLeastSignificantBits())
            .array());
  }

  private static ByteBuffer bytes(UUID uuid, int capacity) {
    return ByteBuffer.allocate(capacity)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits());
  }
}
