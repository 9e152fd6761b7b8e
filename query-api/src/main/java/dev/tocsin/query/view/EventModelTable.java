package dev.tocsin.query.view;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.Status;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The event models as they are now. */
final class EventModelTable {
  static final Table<Record> TABLE = table(name("event_model"));
  static final Field<UUID> UUID = Columns.uuid(TABLE, "uuid");
  static final Field<String> SLUG = Columns.text(TABLE, "slug");
  static final Field<String> CODE = Columns.text(TABLE, "code");
  static final Field<EventType> EVENT_TYPE = Columns.constant(TABLE, "event_type", EventType.class);
  static final Field<EventLevel> EVENT_LEVEL =
      Columns.constant(TABLE, "event_level", EventLevel.class);
  static final Field<EntityType> ENTITY_TYPE =
      Columns.constant(TABLE, "entity_type", EntityType.class);
  static final Field<Boolean> LIMIT_TO_PROTOTYPES = Columns.bool(TABLE, "limit_to_prototypes");
  static final Field<String> MESSAGE = Columns.text(TABLE, "message");
  static final Field<Status> STATUS = Columns.constant(TABLE, "status", Status.class);
  static final Field<Instant> CREATED_AT = Columns.instant(TABLE, "created_at");
  static final Field<Instant> UPDATED_AT = Columns.instant(TABLE, "updated_at");
  static final Field<Long> VERSION = Columns.whole(TABLE, "version");

  static final Kind<EventModel> KIND =
      new Kind<>(TABLE, UUID, SLUG, EventModelTable::read)
          .column("uuid", UUID, EventModel::uuid)
          .kept(SLUG, EventModel::slug)
          .optional("code", CODE, EventModel::code)
          .column("eventType", EVENT_TYPE, EventModel::eventType)
          .column("eventLevel", EVENT_LEVEL, EventModel::eventLevel)
          .column("entityType", ENTITY_TYPE, EventModel::entityType)
          .column("limitToPrototypes", LIMIT_TO_PROTOTYPES, EventModel::limitToPrototypes)
          .optional("message", MESSAGE, EventModel::message)
          .column("status", STATUS, EventModel::status)
          .column("createdAt", CREATED_AT, EventModel::createdAt)
          .column("updatedAt", UPDATED_AT, EventModel::updatedAt)
          .kept(VERSION, EventModel::version)
          .metadata();

  private EventModelTable() {}

  private static EventModel read(Record row, Attachments attached) {
    return new EventModel(
        row.get(UUID),
        row.get(SLUG),
        row.get(CODE),
        row.get(EVENT_TYPE),
        row.get(EVENT_LEVEL),
        row.get(ENTITY_TYPE),
        row.get(LIMIT_TO_PROTOTYPES),
        row.get(MESSAGE),
        row.get(STATUS),
        attached.metadata(row.get(UUID)),
        row.get(CREATED_AT),
        row.get(UPDATED_AT),
        row.get(VERSION));
  }
}
