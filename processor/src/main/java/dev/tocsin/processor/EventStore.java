package dev.tocsin.processor;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.Events;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
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

  private final KeyValueStore<Bytes, EventChange> store;

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
   * Events in the order of their keys, from after the cursor; an empty cursor is before the first.
   */
  KeyValueIterator<Bytes, EventChange> after(byte[] cursor) {
    // No key is a prefix of another, so the cursor with a zero byte is the next possible key.
    return store.range(Bytes.wrap(withZero(cursor)), null);
  }

  /** Where a walk over one entity's events begins. */
  static byte[] before(UUID entityUuid) {
    return bytes(entityUuid, UUID_BYTES).array();
  }

  static boolean isOf(UUID entityUuid, KeyValue<Bytes, EventChange> entry) {
    return entry.value.event().entityUuid().equals(entityUuid);
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
