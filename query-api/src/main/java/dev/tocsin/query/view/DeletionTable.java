package dev.tocsin.query.view;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.tocsin.event.Event;
import dev.tocsin.registry.RegistryObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;

/**
 * The systems, components and models that were deleted of late. Their deletion and their events are
 * in different topics: an event that was raised in the same moment may be read after the deletion,
 * and only some time later its own. It is not to be shown in between.
 */
final class DeletionTable {
  static final Table<Record> TABLE = table(name("deletion"));
  private static final Field<UUID> UUID = Columns.uuid(TABLE, "uuid");
  private static final Field<Instant> DELETED_AT = Columns.instant(TABLE, "deleted_at");

  /** Longer than a processor that restarts takes to learn of a deletion. */
  private static final Duration LATE = Duration.ofHours(1);

  /** So many are read faster than they are asked for one by one. */
  private static final int FEW = 1_000;

  private DeletionTable() {}

  /** Remembers these objects, and forgets those that nothing can be late for any more. */
  static void add(DSLContext sql, Collection<? extends RegistryObject> objects) {
    Optional<Instant> latest =
        objects.stream().map(RegistryObject::updatedAt).max(Comparator.naturalOrder());
    if (latest.isEmpty()) {
      return;
    }
    sql.deleteFrom(TABLE).where(DELETED_AT.lt(latest.get().minus(LATE))).execute();
    Query insert =
        sql.insertInto(TABLE, UUID, DELETED_AT)
            .values((UUID) null, null)
            .onConflict(UUID)
            .doNothing();
    List<Object[]> rows =
        objects.stream().map(o -> new Object[] {o.uuid(), o.updatedAt()}).toList();
    Batch.execute(sql, insert, List.of(UUID, DELETED_AT), rows);
  }

  /** Those of the events that go with nothing that was deleted. */
  static List<Event> living(DSLContext sql, Collection<Event> events) {
    if (events.isEmpty()) {
      return List.of();
    }
    Set<UUID> deleted = sql.select(UUID).from(TABLE).limit(FEW + 1).fetchSet(UUID);
    if (deleted.size() > FEW) {
      Set<UUID> named =
          events.stream().flatMap(DeletionTable::belongings).collect(Collectors.toSet());
      deleted = sql.select(UUID).from(TABLE).where(UUID.in(named)).fetchSet(UUID);
    }
    return living(events, deleted);
  }

  private static List<Event> living(Collection<Event> events, Set<UUID> deleted) {
    return events.stream().filter(event -> belongings(event).noneMatch(deleted::contains)).toList();
  }

  /** What an event goes with. */
  private static Stream<UUID> belongings(Event event) {
    return Stream.of(event.systemUuid(), event.entityUuid(), event.model().uuid());
  }
}
