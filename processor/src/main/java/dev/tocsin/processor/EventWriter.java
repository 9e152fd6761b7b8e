package dev.tocsin.processor;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Stores a change of an event and tells of it. A deletion is followed by a tombstone, which lets
 * compaction forget.
 */
final class EventWriter {
  private final ProcessorContext<Object, Object> context;
  private final EventStore store;

  EventWriter(ProcessorContext<Object, Object> context, EventStore store) {
    this.context = context;
    this.store = store;
  }

  void write(EventChange change, long timestamp, Headers cause) {
    Headers headers = OnwardHeaders.of(cause);
    UUID uuid = change.event().uuid();
    boolean gone = change.type() == EventChangeType.DELETED;
    if (gone) {
      store.remove(change.event());
    } else {
      store.put(change);
    }
    context.forward(new Record<>(uuid, change, timestamp, headers), TocsinTopology.EVENTS);
    if (gone) {
      Record<Object, Object> tombstone = new Record<>(uuid, null, timestamp, new RecordHeaders());
      context.forward(tombstone, TocsinTopology.EVENTS);
    }
  }

  /** Removes an event that goes with its entity or model, or whose retention is up. */
  void delete(Event event, Instant now) {
    write(
        new EventChange(EventChangeType.DELETED, event.deleted(now)),
        now.toEpochMilli(),
        new RecordHeaders());
  }
}
