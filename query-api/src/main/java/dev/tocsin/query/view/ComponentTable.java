package dev.tocsin.query.view;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.tocsin.registry.ComponentConnectionState;
import dev.tocsin.registry.ComponentEntity;
import dev.tocsin.registry.Status;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The components of all systems. */
final class ComponentTable {
  static final Table<Record> TABLE = table(name("component"));
  static final Field<UUID> UUID = Columns.uuid(TABLE, "uuid");
  static final Field<String> SLUG = Columns.text(TABLE, "slug");
  static final Field<String> CODE = Columns.text(TABLE, "code");
  static final Field<String> NAME = Columns.text(TABLE, "name");
  static final Field<UUID> SYSTEM_UUID = Columns.uuid(TABLE, "system_uuid");
  static final Field<UUID> COMPONENT_MODEL_UUID = Columns.uuid(TABLE, "component_model_uuid");
  static final Field<ComponentConnectionState> CONNECTION_STATE =
      Columns.constant(TABLE, "connection_state", ComponentConnectionState.class);
  static final Field<Instant> CONNECTION_STATE_UPDATED_AT =
      Columns.instant(TABLE, "connection_state_updated_at");
  static final Field<Status> STATUS = Columns.constant(TABLE, "status", Status.class);
  static final Field<Instant> CREATED_AT = Columns.instant(TABLE, "created_at");
  static final Field<Instant> UPDATED_AT = Columns.instant(TABLE, "updated_at");
  static final Field<Long> VERSION = Columns.whole(TABLE, "version");

  static final Kind<ComponentEntity> KIND =
      new Kind<>(TABLE, UUID, SLUG, ComponentTable::read)
          .column("uuid", UUID, ComponentEntity::uuid)
          .kept(SLUG, ComponentEntity::slug)
          .column("code", CODE, ComponentEntity::code)
          .optional("name", NAME, ComponentEntity::name)
          .column("systemUuid", SYSTEM_UUID, ComponentEntity::systemUuid)
          .column("componentModelUuid", COMPONENT_MODEL_UUID, ComponentEntity::componentModelUuid)
          .column("connectionState", CONNECTION_STATE, ComponentEntity::connectionState)
          .optional(
              "connectionStateUpdatedAt",
              CONNECTION_STATE_UPDATED_AT,
              ComponentEntity::connectionStateUpdatedAt)
          .column("status", STATUS, ComponentEntity::status)
          .column("createdAt", CREATED_AT, ComponentEntity::createdAt)
          .column("updatedAt", UPDATED_AT, ComponentEntity::updatedAt)
          .kept(VERSION, ComponentEntity::version)
          .metadata()
          .related("system", SYSTEM_UUID, () -> SystemTable.KIND, () -> SystemTable.UUID)
          .related(
              "componentModel",
              COMPONENT_MODEL_UUID,
              () -> ComponentModelTable.KIND,
              () -> ComponentModelTable.UUID)
          .related("events", UUID, () -> EventTable.KIND, () -> EventTable.ENTITY_UUID);

  private ComponentTable() {}

  private static ComponentEntity read(Record row, Attachments attached) {
    return new ComponentEntity(
        row.get(UUID),
        row.get(SLUG),
        row.get(CODE),
        row.get(NAME),
        row.get(SYSTEM_UUID),
        row.get(COMPONENT_MODEL_UUID),
        row.get(CONNECTION_STATE),
        row.get(CONNECTION_STATE_UPDATED_AT),
        row.get(STATUS),
        attached.metadata(row.get(UUID)),
        row.get(CREATED_AT),
        row.get(UPDATED_AT),
        row.get(VERSION));
  }
}
