package dev.tocsin.query.view;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.tocsin.registry.ComponentModel;
import dev.tocsin.registry.ComponentType;
import dev.tocsin.registry.Status;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** The component models. */
final class ComponentModelTable {
  static final Table<Record> TABLE = table(name("component_model"));
  static final Field<UUID> UUID = Columns.uuid(TABLE, "uuid");
  static final Field<String> SLUG = Columns.text(TABLE, "slug");
  static final Field<String> CODE = Columns.text(TABLE, "code");
  static final Field<String> NAME = Columns.text(TABLE, "name");
  static final Field<String> DESCRIPTION = Columns.text(TABLE, "description");
  static final Field<ComponentType> COMPONENT_TYPE =
      Columns.constant(TABLE, "component_type", ComponentType.class);
  static final Field<Boolean> IS_CONNECTIVE = Columns.bool(TABLE, "is_connective");
  static final Field<Status> STATUS = Columns.constant(TABLE, "status", Status.class);
  static final Field<Instant> CREATED_AT = Columns.instant(TABLE, "created_at");
  static final Field<Instant> UPDATED_AT = Columns.instant(TABLE, "updated_at");
  static final Field<Long> VERSION = Columns.whole(TABLE, "version");

  static final Kind<ComponentModel> KIND =
      new Kind<>(TABLE, UUID, SLUG, ComponentModelTable::read)
          .column("uuid", UUID, ComponentModel::uuid)
          .kept(SLUG, ComponentModel::slug)
          .optional("code", CODE, ComponentModel::code)
          .column("name", NAME, ComponentModel::name)
          .optional("description", DESCRIPTION, ComponentModel::description)
          .column("componentType", COMPONENT_TYPE, ComponentModel::componentType)
          .column("isConnective", IS_CONNECTIVE, ComponentModel::isConnective)
          .column("status", STATUS, ComponentModel::status)
          .column("createdAt", CREATED_AT, ComponentModel::createdAt)
          .column("updatedAt", UPDATED_AT, ComponentModel::updatedAt)
          .kept(VERSION, ComponentModel::version)
          .metadata();

  private ComponentModelTable() {}

  private static ComponentModel read(Record row, Attachments attached) {
    return new ComponentModel(
        row.get(UUID),
        row.get(SLUG),
        row.get(CODE),
        row.get(NAME),
        row.get(DESCRIPTION),
        row.get(COMPONENT_TYPE),
        row.get(IS_CONNECTIVE),
        row.get(STATUS),
        attached.metadata(row.get(UUID)),
        row.get(CREATED_AT),
        row.get(UPDATED_AT),
        row.get(VERSION));
  }
}
