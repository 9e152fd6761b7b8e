package dev.tocsin.query.view;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Converter;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;

/**
 * One statement for many rows.
 *
 * <p>jOOQ writes the statement, JDBC takes the values: jOOQ's own batches build a tree of objects
 * for each value, which took half of the projection's time.
 */
final class Batch {
  private Batch() {}

  /**
   * Inserts rows.
   *
   * @param rows a value for each column
   */
  static void insert(
      DSLContext sql, Table<Record> table, List<? extends Field<?>> columns, List<Object[]> rows) {
    execute(sql, sql.insertInto(table, columns).values(new Object[columns.size()]), columns, rows);
  }

  /**
   * @param columns what the statement's parameters are, in their order
   * @param rows a value for each column
   */
  static void execute(
      DSLContext sql, Query statement, List<? extends Field<?>> columns, List<Object[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<Converter<Object, Object>> converters = columns.stream().map(Batch::converter).toList();
    sql.connection(
        connection -> {
          try (PreparedStatement prepared = connection.prepareStatement(statement.getSQL())) {
            for (Object[] row : rows) {
              bind(prepared, converters, row);
              prepared.addBatch();
            }
            prepared.executeBatch();
          }
        });
  }

  private static void bind(
      PreparedStatement prepared, List<Converter<Object, Object>> converters, Object[] row)
      throws SQLException {
    for (int i = 0; i < row.length; i++) {
      prepared.setObject(i + 1, converters.get(i).to(row[i]));
    }
  }

  @SuppressWarnings("unchecked") // A column's converter takes its values.
  private static Converter<Object, Object> converter(Field<?> column) {
    return (Converter<Object, Object>) column.getConverter();
  }
}
