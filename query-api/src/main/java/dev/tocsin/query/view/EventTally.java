package dev.tocsin.query.view;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import dev.tocsin.event.Event;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * How many events each group has in all. It changes together with the events, because counting a
 * million of them takes longer than a console may wait.
 */
final class EventTally {
  static final Table<Record> TABLE = table(name("event_tally"));
  private static final Field<String> SLUG = Columns.text(TABLE, "slug");
  private static final Field<Grouping> GROUPING =
      Columns.constant(TABLE, "grouping_type", Grouping.class);
  private static final Field<String> KEY = Columns.text(TABLE, "grouping_key");
  private static final Field<Integer> EVENTS =
      field(name(TABLE.getName(), "events"), SQLDataType.INTEGER);

  /** By component model follows from by component. */
  private static final List<Grouping> KEPT =
      List.of(Grouping.SYSTEM, Grouping.COMPONENT, Grouping.EVENT_MODEL, Grouping.EVENT_MODEL_CODE);

  /** One row's key; in one order for all writers, who lock rows and never wait in a circle so. */
  private record Group(String slug, Grouping grouping, String key) {
    static final Comparator<Group> ORDER =
        Comparator.comparing(Group::slug).thenComparing(Group::grouping).thenComparing(Group::key);
  }

  private EventTally() {}

  static GroupCounts counts(Grouping grouping, String slug) {
    if (grouping == Grouping.COMPONENT_MODEL) {
      return new GroupCounts(
          TABLE.join(ComponentTable.TABLE).on(Columns.asText(ComponentTable.UUID).eq(KEY)),
          SLUG.eq(slug).and(GROUPING.eq(inline(Grouping.COMPONENT))),
          grouping.key(),
          sum(EVENTS).coerce(SQLDataType.INTEGER),
          true);
    }
    return new GroupCounts(
        TABLE,
        SLUG.eq(slug).and(GROUPING.eq(inline(grouping))),
        field(KEY.getQualifiedName(), grouping.key().getDataType()),
        EVENTS,
        false);
  }

  /** Counts events that are new. */
  static void add(DSLContext sql, Collection<Event> events) {
    Map<Group, Integer> changes = new HashMap<>();
    for (Event event : events) {
      for (Grouping grouping : KEPT) {
        Object key = grouping.keyOf(event);
        if (key != null) {
          changes.merge(new Group(event.slug(), grouping, key.toString()), 1, Integer::sum);
        }
      }
    }
    write(sql, changes);
  }

  /** Forgets events that are about to be deleted. */
  static void subtract(DSLContext sql, Condition which) {
    Map<Group, Integer> changes = new HashMap<>();
    for (Grouping grouping : KEPT) {
      Field<String> key = Columns.asText(grouping.key());
      sql.select(EventTable.SLUG, key, count())
          .from(EventTable.TABLE)
          .where(which)
          .and(grouping.counted())
          .groupBy(EventTable.SLUG, key)
          .forEach(
              row -> changes.put(new Group(row.value1(), grouping, row.value2()), -row.value3()));
    }
    write(sql, changes);
    changes.keySet().stream()
        .map(Group::slug)
        .distinct()
        .forEach(slug -> sql.deleteFrom(TABLE).where(SLUG.eq(slug)).and(isEmpty()).execute());
  }

  private static Condition isEmpty() {
    return GROUPING.in(KEPT.stream().map(grouping -> inline(grouping)).toList()).and(EVENTS.eq(0));
  }

  private static void write(DSLContext sql, Map<Group, Integer> changes) {
    Query statement =
        sql.insertInto(TABLE, SLUG, GROUPING, KEY, EVENTS)
            .values((String) null, null, null, null)
            .onConflict(SLUG, GROUPING, KEY)
            .doUpdate()
            .set(EVENTS, EVENTS.plus(excluded(EVENTS)));
    List<Object[]> rows =
        changes.keySet().stream()
            .sorted(Group.ORDER)
            .map(
                group ->
                    new Object[] {group.slug(), group.grouping(), group.key(), changes.get(group)})
            .toList();
    Batch.execute(sql, statement, List.of(SLUG, GROUPING, KEY, EVENTS), rows);
  }
}
