package dev.tocsin.query.view;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.tocsin.event.Ack;
import dev.tocsin.event.Event;
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

/** Who acknowledged which event, and when. */
final class EventAckTable {
  static final Table<Record> TABLE = table(name("event_ack"));
  static final Field<UUID> UUID = Columns.uuid(TABLE, "uuid");
  static final Field<UUID> EVENT_UUID = Columns.uuid(TABLE, "event_uuid");
  private static final Field<UUID> USER_UUID = Columns.uuid(TABLE, "user_uuid");
  private static final Field<Instant> TIME = Columns.instant(TABLE, "time");
  private static final List<Field<?>> FIELDS = List.of(UUID, EVENT_UUID, USER_UUID, TIME);

  static final Kind<EventAck> KIND =
      new Kind<EventAck>(TABLE, UUID, null, (row, attached) -> read(row))
          .column("uuid", UUID, EventAck::uuid)
          .kept(EVENT_UUID, EventAck::eventUuid)
          .column("userUuid", USER_UUID, EventAck::userUuid)
          .column("time", TIME, EventAck::time)
          .related("user", USER_UUID, () -> AccountTable.KIND, () -> AccountTable.UUID);

  private EventAckTable() {}

  /** The acknowledgements of those of the events that have any, the oldest first. */
  static Map<UUID, List<Ack>> read(DSLContext sql, Collection<UUID> events) {
    Map<UUID, List<Ack>> found = new HashMap<>();
    if (!events.isEmpty()) {
      sql.select(FIELDS)
          .from(TABLE)
          .where(EVENT_UUID.in(events))
          .orderBy(TIME, UUID)
          .forEach(
              row ->
                  found
                      .computeIfAbsent(row.get(EVENT_UUID), event -> new ArrayList<>())
                      .add(new Ack(row.get(USER_UUID), row.get(TIME))));
    }
    return found;
  }

  static void delete(DSLContext sql, Collection<UUID> events) {
    if (!events.isEmpty()) {
      sql.deleteFrom(TABLE).where(EVENT_UUID.in(events)).execute();
    }
  }

  static void insert(DSLContext sql, Collection<Event> events) {
    List<Object[]> rows = new ArrayList<>();
    for (Event event : events) {
      for (Ack ack : event.acks()) {
        rows.add(new Object[] {ack.uuid(event.uuid()), event.uuid(), ack.userUuid(), ack.time()});
      }
    }
    Batch.insert(sql, TABLE, FIELDS, rows);
  }

  private static EventAck read(Record row) {
    return new EventAck(row.get(UUID), row.get(EVENT_UUID), row.get(USER_UUID), row.get(TIME));
  }
}
