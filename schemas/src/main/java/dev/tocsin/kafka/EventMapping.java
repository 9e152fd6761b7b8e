package dev.tocsin.kafka;

import static dev.tocsin.kafka.AvroValues.same;

import dev.tocsin.avro.AckRecord;
import dev.tocsin.avro.EntityTypeSymbol;
import dev.tocsin.avro.EventChangeSymbol;
import dev.tocsin.avro.EventLevelSymbol;
import dev.tocsin.avro.EventModelSnapshotRecord;
import dev.tocsin.avro.EventRecord;
import dev.tocsin.avro.EventStatusSymbol;
import dev.tocsin.avro.EventTypeSymbol;
import dev.tocsin.event.Ack;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.event.EventModelSnapshot;
import dev.tocsin.event.EventStatus;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventType;

/** Events between core and Avro. */
final class EventMapping {
  private EventMapping() {}

  static EventRecord toAvro(EventChange change) {
    return record(same(EventChangeSymbol.class, change.type()), change.event());
  }

  /** The event as a reply carries it: its state, without what made it. */
  static EventRecord toAvro(Event event) {
    return record(EventChangeSymbol.UNKNOWN, event);
  }

  static EventChange change(EventRecord avro) {
    return new EventChange(same(EventChangeType.class, avro.getChange()), event(avro));
  }

  static Event event(EventRecord avro) {
    return new Event(
        avro.getUuid(),
        avro.getSlug(),
        avro.getEntityUuid(),
        avro.getSystemUuid(),
        avro.getComponentCode(),
        model(avro.getEventModel()),
        avro.getTime(),
        avro.getEndTime(),
        same(EventStatus.class, avro.getStatus()),
        avro.getAcks().stream().map(ack -> new Ack(ack.getUserUuid(), ack.getTime())).toList(),
        AvroValues.metadata(avro.getMetadata()),
        avro.getCreatedAt(),
        avro.getUpdatedAt(),
        avro.getVersion());
  }

  private static EventRecord record(EventChangeSymbol change, Event event) {
    return new EventRecord(
        change,
        event.uuid(),
        event.slug(),
        same(EntityTypeSymbol.class, event.entityType()),
        event.entityUuid(),
        event.systemUuid(),
        event.componentCode(),
        model(event.model()),
        event.time(),
        event.endTime(),
        same(EventStatusSymbol.class, event.status()),
        event.acks().stream().map(ack -> new AckRecord(ack.userUuid(), ack.time())).toList(),
        AvroValues.metadata(event.metadata()),
        event.createdAt(),
        event.updatedAt(),
        event.version());
  }

  private static EventModelSnapshotRecord model(EventModelSnapshot model) {
    return new EventModelSnapshotRecord(
        model.uuid(),
        same(EntityTypeSymbol.class, model.entityType()),
        same(EventTypeSymbol.class, model.eventType()),
        same(EventLevelSymbol.class, model.eventLevel()),
        model.code(),
        model.message());
  }

  private static EventModelSnapshot model(EventModelSnapshotRecord avro) {
    return new EventModelSnapshot(
        avro.getUuid(),
        same(EntityType.class, avro.getEntityType()),
        same(EventType.class, avro.getEventType()),
        same(EventLevel.class, avro.getEventLevel()),
        avro.getCode(),
        avro.getMessage());
  }
}
