package dev.tocsin.query.view;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * The metadata of all objects, a row a pair. A value stands in each column that a filter may
 * compare it by, so a whole number stands in two.
 *
 * <p>An owner is known by its creation time as well as by its UUID, so that what comes together
 * lies together: UUIDs alone would scatter each event's pairs over all pages of the table.
 */
final class MetadataTable {
  /** Which of the types of {@link MetadataValue} a row holds. */
  enum DataType {
    STRING,
    INTEGER,
    FLOAT,
    BOOLEAN,
    TIMESTAMP,
    UUID
  }

  static final Table<Record> TABLE = table(name("metadata"));
  private static final Field<Instant> OWNER_CREATED_AT = Columns.instant(TABLE, "owner_created_at");
  static final Field<UUID> OWNER_UUID = Columns.uuid(TABLE, "owner_uuid");
  private static final Field<String> KEY = Columns.text(TABLE, "meta_key");
  private static final Field<DataType> TYPE = Columns.constant(TABLE, "data_type", DataType.class);
  private static final Field<String> STRING = Columns.text(TABLE, "string_value");
  private static final Field<Long> WHOLE = Columns.whole(TABLE, "whole_value");
  private static final Field<Double> NUMBER = Columns.decimal(TABLE, "number_value");
  private static final Field<Boolean> BOOLEAN = Columns.bool(TABLE, "boolean_value");
  private static final Field<Instant> TIMESTAMP = Columns.instant(TABLE, "timestamp_value");
  private static final Field<UUID> UUID_VALUE = Columns.uuid(TABLE, "uuid_value");
  private static final List<Field<?>> FIELDS =
      List.of(
          OWNER_CREATED_AT,
          OWNER_UUID,
          KEY,
          TYPE,
          STRING,
          WHOLE,
          NUMBER,
          BOOLEAN,
          TIMESTAMP,
          UUID_VALUE);

  /** As the index of PostgreSQL's says, in characters. */
  private static final int INDEXED_OF_KEY = 128;

  private static final int INDEXED_OF_STRING = 256;

  private static final FilterTable VALUES =
      new FilterTable(TABLE, UUID_VALUE, null)
          .longText("string", STRING, INDEXED_OF_STRING)
          .column("integer", WHOLE)
          .column("float", NUMBER)
          .column("boolean", BOOLEAN)
          .column("timestamp", TIMESTAMP)
          .column("uuid", UUID_VALUE);

  static final FilterTable FILTERS =
      new FilterTable(TABLE, OWNER_UUID, null)
          .longText("key", KEY, INDEXED_OF_KEY)
          .part("value", () -> VALUES);

  private MetadataTable() {}

  /** An object's metadata, and what the object is known by. */
  record Owned(UUID uuid, Instant createdAt, Metadata metadata) {}

  /** The metadata of those of the owners that have any. */
  static Map<UUID, Metadata> read(DSLContext sql, Kind<?> kind, Collection<UUID> owners) {
    if (owners.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Map<String, MetadataValue>> found = new HashMap<>();
    sql.select(FIELDS)
        .from(kind.table())
        .join(TABLE)
        .on(OWNER_CREATED_AT.eq(kind.createdAt()).and(OWNER_UUID.eq(kind.uuid())))
        .where(kind.uuid().in(owners))
        .forEach(
            row ->
                found
                    .computeIfAbsent(row.get(OWNER_UUID), owner -> new HashMap<>())
                    .put(row.get(KEY), value(row)));
    Map<UUID, Metadata> all = new HashMap<>();
    found.forEach((owner, values) -> all.put(owner, Metadata.of(values)));
    return all;
  }

  /** Forgets the metadata of objects that are still in their table. */
  static void delete(DSLContext sql, Kind<?> kind, Condition which) {
    sql.deleteFrom(TABLE)
        .where(
            row(OWNER_CREATED_AT, OWNER_UUID)
                .in(select(kind.createdAt(), kind.uuid()).from(kind.table()).where(which)))
        .execute();
  }

  static void insert(DSLContext sql, Collection<Owned> metadata) {
    List<Object[]> rows = new ArrayList<>();
    metadata.forEach(
        owned ->
            owned.metadata().values().forEach((key, value) -> rows.add(cells(owned, key, value))));
    Batch.insert(sql, TABLE, FIELDS, rows);
  }

  private static Object[] cells(Owned owner, String key, MetadataValue value) {
    Instant at = owner.createdAt();
    UUID uuid = owner.uuid();
    return switch (value) {
      case MetadataValue.Text v ->
          pair(at, uuid, key, DataType.STRING, v.value(), null, null, null, null, null);
      case MetadataValue.Whole v ->
          pair(
              at,
              uuid,
              key,
              DataType.INTEGER,
              null,
              v.value(),
              (double) v.value(),
              null,
              null,
              null);
      case MetadataValue.Decimal v ->
          pair(at, uuid, key, DataType.FLOAT, null, null, v.value(), null, null, null);
      case MetadataValue.Bool v ->
          pair(at, uuid, key, DataType.BOOLEAN, null, null, null, v.value(), null, null);
      case MetadataValue.Timestamp v ->
          pair(at, uuid, key, DataType.TIMESTAMP, null, null, null, null, v.value(), null);
      case MetadataValue.Uuid v ->
          pair(at, uuid, key, DataType.UUID, null, null, null, null, null, v.value());
    };
  }

  private static Object[] pair(Object... cells) {
    return cells;
  }

  private static MetadataValue value(Record row) {
    return switch (row.get(TYPE)) {
      case STRING -> new MetadataValue.Text(row.get(STRING));
      case INTEGER -> new MetadataValue.Whole(row.get(WHOLE));
      case FLOAT -> new MetadataValue.Decimal(row.get(NUMBER));
      case BOOLEAN -> new MetadataValue.Bool(row.get(BOOLEAN));
      case TIMESTAMP -> new MetadataValue.Timestamp(row.get(TIMESTAMP));
      case UUID -> new MetadataValue.Uuid(row.get(UUID_VALUE));
    };
  }
}
