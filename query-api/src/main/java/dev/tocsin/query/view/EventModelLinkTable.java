package dev.tocsin.query.view;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.tocsin.registry.EventModelLink;
import dev.tocsin.registry.Status;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The links between event models and component models. */
final class EventModelLinkTable {
  static final Table<Record> TABLE = table(name("event_model_link"));
  static final Field<UUID> UUID = Columns.uuid(TABLE, "uuid");
  static final Field<String> SLUG = Columns.text(TABLE, "slug");
  static final Field<UUID> EVENT_MODEL_UUID = Columns.uuid(TABLE, "event_model_uuid");
  static final Field<UUID> PROTOTYPE_UUID = Columns.uuid(TABLE, "prototype_uuid");
  static final Field<Status> STATUS = Columns.constant(TABLE, "status", Status.class);
  static final Field<Instant> CREATED_AT = Columns.instant(TABLE, "created_at");
  static final Field<Instant> UPDATED_AT = Columns.instant(TABLE, "updated_at");
  static final Field<Long> VERSION = Columns.whole(TABLE, "version");

  static final Kind<EventModelLink> KIND =
      new Kind<>(TABLE, UUID, SLUG, EventModelLinkTable::read)
          .column("uuid", UUID, EventModelLink::uuid)
          .kept(SLUG, EventModelLink::slug)
          .column("eventModelUuid", EVENT_MODEL_UUID, EventModelLink::eventModelUuid)
          .column("prototypeUuid", PROTOTYPE_UUID, EventModelLink::prototypeUuid)
          .column("status", STATUS, EventModelLink::status)
          .column("createdAt", CREATED_AT, EventModelLink::createdAt)
          .column("updatedAt", UPDATED_AT, EventModelLink::updatedAt)
          .kept(VERSION, EventModelLink::version)
          .related(
              "eventModel",
              EVENT_MODEL_UUID,
              () -> EventModelTable.KIND,
              () -> EventModelTable.UUID);

  private EventModelLinkTable() {}

  private static EventModelLink read(Record row, Attachments attached) {
    return new EventModelLink(
        row.get(UUID),
        row.get(SLUG),
        row.get(EVENT_MODEL_UUID),
        row.get(PROTOTYPE_UUID),
        row.get(STATUS),
        row.get(CREATED_AT),
        row.get(UPDATED_AT),
        row.get(VERSION));
  }
}
