package dev.tocsin.query.view;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventModelSnapshot;
import dev.tocsin.event.EventStatus;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventType;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The events. */
final class EventTable {
  static final Table<Record> TABLE = table(name("event"));
  static final Field<UUID> UUID = Columns.uuid(TABLE, "uuid");
  static final Field<String> SLUG = Columns.text(TABLE, "slug");
  static final Field<UUID> ENTITY_UUID = Columns.uuid(TABLE, "entity_uuid");
  static final Field<UUID> SYSTEM_UUID = Columns.uuid(TABLE, "system_uuid");
  static final Field<String> COMPONENT_CODE = Columns.text(TABLE, "component_code");
  static final Field<UUID> EVENT_MODEL_UUID = Columns.uuid(TABLE, "event_model_uuid");
  static final Field<String> EVENT_MODEL_CODE = Columns.text(TABLE, "event_model_code");
  static final Field<String> EVENT_MODEL_MESSAGE = Columns.text(TABLE, "event_model_message");
  static final Field<EventType> EVENT_TYPE = Columns.constant(TABLE, "event_type", EventType.class);
  static final Field<EventLevel> EVENT_LEVEL =
      Columns.constant(TABLE, "event_level", EventLevel.class);
  static final Field<EntityType> ENTITY_TYPE =
      Columns.constant(TABLE, "entity_type", EntityType.class);
  static final Field<Instant> TIME = Columns.instant(TABLE, "time");
  static final Field<Instant> END_TIME = Columns.instant(TABLE, "end_time");
  static final Field<EventStatus> STATUS = Columns.constant(TABLE, "status", EventStatus.class);
  static final Field<Boolean> ACKNOWLEDGED = Columns.bool(TABLE, "acknowledged");
  static final Field<Instant> CREATED_AT = Columns.instant(TABLE, "created_at");
  static final Field<Instant> UPDATED_AT = Columns.instant(TABLE, "updated_at");
  static final Field<Long> VERSION = Columns.whole(TABLE, "version");

  /** The filters of {@code entity}: what an event happened to itself. */
  static final FilterTable ENTITIES =
      new FilterTable(TABLE, UUID, SLUG)
          .related("system", ENTITY_UUID, () -> SystemTable.KIND.filters(), () -> SystemTable.UUID)
          .related(
              "component",
              ENTITY_UUID,
              () -> ComponentTable.KIND.filters(),
              () -> ComponentTable.UUID);

  static final Kind<Event> KIND =
      new Kind<>(TABLE, UUID, SLUG, EventTable::read)
          .column("uuid", UUID, Event::uuid)
          .kept(SLUG, Event::slug)
          .column("entityUuid", ENTITY_UUID, Event::entityUuid)
          .kept(SYSTEM_UUID, Event::systemUuid)
          .kept(COMPONENT_CODE, Event::componentCode)
          .column("eventModelUuid", EVENT_MODEL_UUID, event -> event.model().uuid())
          .kept(EVENT_MODEL_CODE, event -> event.model().code())
          .kept(EVENT_MODEL_MESSAGE, event -> event.model().message())
          .column("eventType", EVENT_TYPE, event -> event.model().eventType())
          .kept(EVENT_LEVEL, event -> event.model().eventLevel())
          .kept(ENTITY_TYPE, event -> event.model().entityType())
          .column("time", TIME, Event::time)
          .optional("endTime", END_TIME, Event::endTime)
          .optional("status", STATUS, Event::status)
          .column("acknowledged", ACKNOWLEDGED, Event::acknowledged)
          .column("createdAt", CREATED_AT, Event::createdAt)
          .column("updatedAt", UPDATED_AT, Event::updatedAt)
          .kept(VERSION, Event::version)
          .period(TIME)
          .metadata()
          .acks()
          .related(
              "eventModel",
              EVENT_MODEL_UUID,
              () -> EventModelTable.KIND,
              () -> EventModelTable.UUID)
          .related("system", SYSTEM_UUID, () -> SystemTable.KIND, () -> SystemTable.UUID)
          .related("component", ENTITY_UUID, () -> ComponentTable.KIND, () -> ComponentTable.UUID)
          .part("entity", () -> EventTable.ENTITIES);

  private EventTable() {}

  private static Event read(Record row, Attachments attached) {
    return new Event(
        row.get(UUID),
        row.get(SLUG),
        row.get(ENTITY_UUID),
        row.get(SYSTEM_UUID),
        row.get(COMPONENT_CODE),
        new EventModelSnapshot(
            row.get(EVENT_MODEL_UUID),
            row.get(ENTITY_TYPE),
            row.get(EVENT_TYPE),
            row.get(EVENT_LEVEL),
            row.get(EVENT_MODEL_CODE),
            row.get(EVENT_MODEL_MESSAGE)),
        row.get(TIME),
        row.get(END_TIME),
        row.get(STATUS),
        attached.acks(row.get(UUID)),
        attached.metadata(row.get(UUID)),
        row.get(CREATED_AT),
        row.get(UPDATED_AT),
        row.get(VERSION));
  }
}
