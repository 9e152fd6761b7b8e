package dev.tocsin.query.view;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;

/** One statement for many rows. */
final class Batch {
  private Batch() {}

  static void execute(DSLContext sql, Query statement, List<Object[]> rows) {
    if (!rows.isEmpty()) {
      sql.batch(statement).bind(rows.toArray(Object[][]::new)).execute();
    }
  }
}
