package dev.tocsin.query.view;

import static org.jooq.impl.DSL.name;
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
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * The metadata of all objects, a row a pair. A value stands in each column that a filter may
 * compare it by, so a whole number stands in two.
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
      List.of(OWNER_UUID, KEY, TYPE, STRING, WHOLE, NUMBER, BOOLEAN, TIMESTAMP, UUID_VALUE);

  private static final FilterTable VALUES =
      new FilterTable(TABLE, UUID_VALUE, null)
          .column("string", STRING)
          .column("integer", WHOLE)
          .column("float", NUMBER)
          .column("boolean", BOOLEAN)
          .column("timestamp", TIMESTAMP)
          .column("uuid", UUID_VALUE);

  static final FilterTable FILTERS =
      new FilterTable(TABLE, OWNER_UUID, null).column("key", KEY).part("value", () -> VALUES);

  private MetadataTable() {}

  /** The metadata of those of the owners that have any. */
  static Map<UUID, Metadata> read(DSLContext sql, Collection<UUID> owners) {
    if (owners.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Map<String, MetadataValue>> found = new HashMap<>();
    sql.select(FIELDS)
        .from(TABLE)
        .where(OWNER_UUID.in(owners))
        .forEach(
            row ->
                found
                    .computeIfAbsent(row.get(OWNER_UUID), owner -> new HashMap<>())
                    .put(row.get(KEY), value(row)));
    Map<UUID, Metadata> all = new HashMap<>();
    found.forEach((owner, values) -> all.put(owner, Metadata.of(values)));
    return all;
  }

  static void delete(DSLContext sql, Collection<UUID> owners) {
    if (!owners.isEmpty()) {
      sql.deleteFrom(TABLE).where(OWNER_UUID.in(owners)).execute();
    }
  }

  static void insert(DSLContext sql, Map<UUID, Metadata> metadata) {
    List<Object[]> rows = new ArrayList<>();
    metadata.forEach(
        (owner, pairs) ->
            pairs.values().forEach((key, value) -> rows.add(cells(owner, key, value))));
    Batch.insert(sql, TABLE, FIELDS, rows);
  }

  private static Object[] cells(UUID owner, String key, MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text v ->
          row(owner, key, DataType.STRING, v.value(), null, null, null, null, null);
      case MetadataValue.Whole v ->
          row(owner, key, DataType.INTEGER, null, v.value(), (double) v.value(), null, null, null);
      case MetadataValue.Decimal v ->
          row(owner, key, DataType.FLOAT, null, null, v.value(), null, null, null);
      case MetadataValue.Bool v ->
          row(owner, key, DataType.BOOLEAN, null, null, null, v.value(), null, null);
      case MetadataValue.Timestamp v ->
          row(owner, key, DataType.TIMESTAMP, null, null, null, null, v.value(), null);
      case MetadataValue.Uuid v ->
          row(owner, key, DataType.UUID, null, null, null, null, null, v.value());
    };
  }

  private static Object[] row(Object... cells) {
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
