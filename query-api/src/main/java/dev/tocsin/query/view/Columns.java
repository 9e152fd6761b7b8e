package dev.tocsin.query.view;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jooq.Converter;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * How Java values stand in the view's columns, the same in every database: UUIDs as canonical text,
 * instants as microseconds since 1970, enum constants by name.
 */
final class Columns {
  private static final DataType<UUID> UUID_TEXT =
      SQLDataType.VARCHAR.asConvertedDataType(
          Converter.ofNullable(String.class, UUID.class, UUID::fromString, UUID::toString));
  private static final DataType<Instant> MICROS =
      SQLDataType.BIGINT.asConvertedDataType(
          Converter.ofNullable(Long.class, Instant.class, Columns::instant, Columns::micros));

  private Columns() {}

  static Field<String> text(Table<Record> table, String column) {
    return of(table, column, SQLDataType.VARCHAR);
  }

  static Field<UUID> uuid(Table<Record> table, String column) {
    return of(table, column, UUID_TEXT);
  }

  static Field<Instant> instant(Table<Record> table, String column) {
    return of(table, column, MICROS);
  }

  static Field<Boolean> bool(Table<Record> table, String column) {
    return of(table, column, SQLDataType.BOOLEAN);
  }

  static Field<Long> whole(Table<Record> table, String column) {
    return of(table, column, SQLDataType.BIGINT);
  }

  static Field<Double> decimal(Table<Record> table, String column) {
    return of(table, column, SQLDataType.DOUBLE);
  }

  static <E extends Enum<E>> Field<E> constant(Table<Record> table, String column, Class<E> type) {
    DataType<E> byName =
        SQLDataType.VARCHAR.asConvertedDataType(
            Converter.ofNullable(String.class, type, text -> Enum.valueOf(type, text), Enum::name));
    return of(table, column, byName);
  }

  /** The column as the text that it is stored as, whatever its Java type. */
  static Field<String> asText(Field<?> column) {
    return field(column.getQualifiedName(), SQLDataType.VARCHAR);
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static <T> Field<T> of(Table<Record> table, String column, DataType<T> type) {
    return field(name(table.getName(), column), type);
  }
}
