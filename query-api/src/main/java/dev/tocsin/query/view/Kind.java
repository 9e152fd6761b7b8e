package dev.tocsin.query.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * One kind of object in the view: its table, how an object becomes a row and a row an object, what
 * it can be filtered by, and what it can be put in order by.
 */
public final class Kind<T> {
  /** A column with the value that an object has there. */
  record Cell<T, V>(Field<V> column, Function<T, V> value) {
    /** The value for a statement; jOOQ converts it to what the database keeps. */
    Object of(T object) {
      return value.apply(object);
    }
  }

  /** Makes an object of a row and of what lies in tables of its own. */
  interface Reader<T> {
    T read(Record row, Attachments attached);
  }

  private final Table<Record> table;
  private final Field<UUID> uuid;
  private final Field<String> slug;
  private final Reader<T> reader;
  private final FilterTable filters;
  private final List<Cell<T, ?>> cells = new ArrayList<>();
  private final Map<String, Field<?>> columns = new LinkedHashMap<>();
  private final List<String> nullable = new ArrayList<>();
  private boolean hasMetadata;
  private boolean hasAcks;

  Kind(Table<Record> table, Field<UUID> uuid, Field<String> slug, Reader<T> reader) {
    this.table = table;
    this.uuid = uuid;
    this.slug = slug;
    this.reader = reader;
    this.filters = new FilterTable(table, uuid, slug);
  }

  /** A column that is kept but that the API does not speak of. */
  <V> Kind<T> kept(Field<V> column, Function<T, V> value) {
    cells.add(new Cell<>(column, value));
    return this;
  }

  /** A column that a field of the API filters and orders by. */
  <V> Kind<T> column(String field, Field<V> column, Function<T, V> value) {
    columns.put(field, column);
    filters.column(field, column);
    return kept(column, value);
  }

  /** The same, for a column that may be without a value. */
  <V> Kind<T> optional(String field, Field<V> column, Function<T, V> value) {
    nullable.add(field);
    return column(field, column, value);
  }

  Kind<T> acks() {
    hasAcks = true;
    return this;
  }

  Kind<T> metadata() {
    hasMetadata = true;
    filters.related(
        "metadataKeyValueStore", uuid, () -> MetadataTable.FILTERS, () -> MetadataTable.OWNER_UUID);
    return this;
  }

  /** Objects of another kind whose column {@code there} is this one's {@code here}. */
  Kind<T> related(
      String field, Field<UUID> here, Supplier<Kind<?>> kind, Supplier<Field<UUID>> there) {
    filters.related(field, here, () -> kind.get().filters, there);
    return this;
  }

  Kind<T> part(String field, Supplier<FilterTable> part) {
    filters.part(field, part);
    return this;
  }

  Kind<T> period(Field<Instant> column) {
    filters.period(column);
    return this;
  }

  Table<Record> table() {
    return table;
  }

  Field<UUID> uuid() {
    return uuid;
  }

  Field<Long> version() {
    return Columns.whole(table, "version");
  }

  Field<Instant> createdAt() {
    return Columns.instant(table, "created_at");
  }

  Field<String> slug() {
    return slug;
  }

  FilterTable filters() {
    return filters;
  }

  List<Cell<T, ?>> cells() {
    return cells;
  }

  List<Field<?>> fields() {
    return cells.stream().<Field<?>>map(Cell::column).toList();
  }

  /** The column of a field of the API. */
  Field<?> column(String field) {
    return columns.get(field);
  }

  boolean isNullable(String field) {
    return nullable.contains(field);
  }

  /** The versions that the view has of those of the objects that it has at all. */
  Map<UUID, Long> versions(DSLContext sql, Collection<UUID> uuids) {
    return sql.select(uuid, version()).from(table).where(uuid.in(uuids)).fetchMap(uuid, version());
  }

  /** Makes objects of rows, in their order. */
  List<T> read(DSLContext sql, List<? extends Record> rows) {
    List<UUID> uuids = rows.stream().map(row -> row.get(uuid)).toList();
    Attachments attached =
        new Attachments(
            hasMetadata ? MetadataTable.read(sql, this, uuids) : Map.of(),
            hasAcks ? EventAckTable.read(sql, uuids) : Map.of());
    return rows.stream().map(row -> reader.read(row, attached)).toList();
  }
}
