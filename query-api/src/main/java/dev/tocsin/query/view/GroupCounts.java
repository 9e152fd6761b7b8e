package dev.tocsin.query.view;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * Where the sizes of groups are read from.
 *
 * @param isComputed whether {@code sum} adds up rows; if not, there is one row a group
 */
record GroupCounts(
    Table<? extends Record> source,
    Condition matches,
    Field<?> key,
    Field<Integer> sum,
    boolean isComputed) {

  /** The groups that come after a position in an order of their {@code key} and {@code sum}. */
  List<? extends Record> fetch(DSLContext sql, Condition start, Order order, int limit) {
    var from = sql.select(key, sum).from(source);
    var groups =
        isComputed
            ? from.where(matches).groupBy(key).having(start)
            : from.where(matches).and(start);
    return groups.orderBy(order.sortFields()).limit(limit).fetch();
  }
}
