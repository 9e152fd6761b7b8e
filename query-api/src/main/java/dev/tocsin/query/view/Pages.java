package dev.tocsin.query.view;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Table;

/**
 * The question for one page of a list, or for one page a parent.
 *
 * @param counted whether the number of all that match is asked for too
 */
record Pages<T>(Kind<T> kind, Selection selection, int limit, int offset, boolean counted) {
  private static final Field<Integer> ROW = field(name("page_row"), Integer.class);

  Page<T> fetch(DSLContext sql) {
    if (counted && kind.filters().relates(selection.where())) {
      return fetchWithTotal(sql);
    }
    List<? extends Record> rows =
        sql.select(kind.fields())
            .from(kind.table())
            .where(matches())
            .orderBy(order().sortFields())
            .limit(limit)
            .offset(offset)
            .fetch();
    return new Page<>(
        kind.read(sql, rows), limit, offset, counted ? total(sql, rows.size()) : null);
  }

  /**
   * Looks for what matches once, for the rows as well as for their number: what relations ask for
   * costs much more than the page.
   */
  private Page<T> fetchWithTotal(DSLContext sql) {
    CommonTableExpression<Record1<UUID>> all =
        name("matching")
            .fields("uuid")
            .asMaterialized(select(kind.uuid()).from(kind.table()).where(matches()));
    Field<Integer> total = field(selectCount().from(all)).as("total");
    List<? extends Record> rows =
        sql.with(all)
            .select(kind.fields())
            .select(total)
            .from(kind.table())
            .where(kind.slug().eq(selection.slug()))
            .and(kind.uuid().in(select(all.field(0, UUID.class)).from(all)))
            .orderBy(order().sortFields())
            .limit(limit)
            .offset(offset)
            .fetch();
    return new Page<>(
        kind.read(sql, rows),
        limit,
        offset,
        rows.isEmpty() ? total(sql, 0) : rows.getFirst().get(total));
  }

  private int total(DSLContext sql, int found) {
    boolean isOnlyPage = offset == 0 && found < limit;
    return isOnlyPage ? found : sql.fetchCount(kind.table(), matches());
  }

  /** One page of those that name each parent in the column: two statements for all of them. */
  Map<UUID, Page<T>> fetch(DSLContext sql, Field<UUID> parent, Collection<UUID> parents) {
    Condition matches = matches().and(parent.in(parents));
    Table<? extends Record> numbered =
        sql.select(kind.fields())
            .select(rowNumber().over(partitionBy(parent).orderBy(order().sortFields())).as(ROW))
            .from(kind.table())
            .where(matches)
            .asTable(kind.table().getName());
    List<? extends Record> rows =
        sql.select(kind.fields())
            .from(numbered)
            .where(ROW.gt(offset))
            .and(ROW.le(offset + limit))
            .orderBy(ROW)
            .fetch();
    Map<UUID, Integer> totals =
        counted
            ? sql.select(parent, count())
                .from(kind.table())
                .where(matches)
                .groupBy(parent)
                .fetchMap(parent, count())
            : Map.of();
    List<T> objects = kind.read(sql, rows);
    Map<UUID, Page<T>> pages = new HashMap<>();
    for (UUID uuid : parents) {
      Integer total = counted ? totals.getOrDefault(uuid, 0) : null;
      pages.put(uuid, new Page<>(new ArrayList<>(), limit, offset, total));
    }
    for (int i = 0; i < rows.size(); i++) {
      pages.get(rows.get(i).get(parent)).items().add(objects.get(i));
    }
    return pages;
  }

  private Condition matches() {
    return selection.conditionOn(kind);
  }

  private Order order() {
    return Order.of(kind, selection.orderBy(), null);
  }
}
