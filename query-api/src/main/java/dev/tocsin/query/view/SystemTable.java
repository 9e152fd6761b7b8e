package dev.tocsin.query.view;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.tocsin.registry.Status;
import dev.tocsin.registry.SystemConnectionState;
import dev.tocsin.registry.SystemEntity;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The systems. */
final class SystemTable {
  static final Table<Record> TABLE = table(name("system"));
  static final Field<UUID> UUID = Columns.uuid(TABLE, "uuid");
  static final Field<String> SLUG = Columns.text(TABLE, "slug");
  static final Field<String> CODE = Columns.text(TABLE, "code");
  static final Field<String> NAME = Columns.text(TABLE, "name");
  static final Field<String> DESCRIPTION = Columns.text(TABLE, "description");
  static final Field<UUID> LOCATION_UUID = Columns.uuid(TABLE, "location_uuid");
  static final Field<UUID> OWNER_UUID = Columns.uuid(TABLE, "owner_uuid");
  static final Field<SystemConnectionState> CONNECTION_STATE =
      Columns.constant(TABLE, "connection_state", SystemConnectionState.class);
  static final Field<Instant> CONNECTION_STATE_UPDATED_AT =
      Columns.instant(TABLE, "connection_state_updated_at");
  static final Field<Status> STATUS = Columns.constant(TABLE, "status", Status.class);
  static final Field<Instant> CREATED_AT = Columns.instant(TABLE, "created_at");
  static final Field<Instant> UPDATED_AT = Columns.instant(TABLE, "updated_at");
  static final Field<Long> VERSION = Columns.whole(TABLE, "version");

  static final Kind<SystemEntity> KIND =
      new Kind<>(TABLE, UUID, SLUG, SystemTable::read)
          .column("uuid", UUID, SystemEntity::uuid)
          .kept(SLUG, SystemEntity::slug)
          .column("code", CODE, SystemEntity::code)
          .column("name", NAME, SystemEntity::name)
          .optional("description", DESCRIPTION, SystemEntity::description)
          .optional("locationUuid", LOCATION_UUID, SystemEntity::locationUuid)
          .optional("ownerUuid", OWNER_UUID, SystemEntity::ownerUuid)
          .column("connectionState", CONNECTION_STATE, SystemEntity::connectionState)
          .optional(
              "connectionStateUpdatedAt",
              CONNECTION_STATE_UPDATED_AT,
              SystemEntity::connectionStateUpdatedAt)
          .column("status", STATUS, SystemEntity::status)
          .column("createdAt", CREATED_AT, SystemEntity::createdAt)
          .column("updatedAt", UPDATED_AT, SystemEntity::updatedAt)
          .kept(VERSION, SystemEntity::version)
          .metadata()
          .related("components", UUID, () -> ComponentTable.KIND, () -> ComponentTable.SYSTEM_UUID)
          .related("events", UUID, () -> EventTable.KIND, () -> EventTable.SYSTEM_UUID);

  private SystemTable() {}

  private static SystemEntity read(Record row, Attachments attached) {
    return new SystemEntity(
        row.get(UUID),
        row.get(SLUG),
        row.get(CODE),
        row.get(NAME),
        row.get(DESCRIPTION),
        row.get(LOCATION_UUID),
        row.get(OWNER_UUID),
        row.get(CONNECTION_STATE),
        row.get(CONNECTION_STATE_UPDATED_AT),
        row.get(STATUS),
        attached.metadata(row.get(UUID)),
        row.get(CREATED_AT),
        row.get(UPDATED_AT),
        row.get(VERSION));
  }
}
