package dev.tocsin.query.view;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;

import dev.tocsin.event.Event;
import dev.tocsin.registry.EntityType;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** What events can be counted by: one row a grouping, named as in the API. */
public enum Grouping {
  SYSTEM(EventTable.SYSTEM_UUID, EventTable.SYSTEM_UUID.isNotNull(), Event::systemUuid),
  COMPONENT(
      EventTable.ENTITY_UUID,
      EventTable.ENTITY_TYPE.eq(inline(EntityType.COMPONENT)),
      event -> event.entityType() == EntityType.COMPONENT ? event.entityUuid() : null),
  COMPONENT_MODEL(
      ComponentTable.COMPONENT_MODEL_UUID,
      EventTable.ENTITY_TYPE.eq(inline(EntityType.COMPONENT)),
      event -> null) {
    @Override
    Table<? extends Record> source() {
      return super.source()
          .join(ComponentTable.TABLE)
          .on(ComponentTable.UUID.eq(EventTable.ENTITY_UUID));
    }
  },
  EVENT_MODEL(
      EventTable.EVENT_MODEL_UUID,
      EventTable.EVENT_MODEL_UUID.isNotNull(),
      event -> event.model().uuid()),
  EVENT_MODEL_CODE(
      EventTable.EVENT_MODEL_CODE,
      EventTable.EVENT_MODEL_CODE.isNotNull(),
      event -> event.model().code());

  private final Field<?> key;
  private final Condition counted;
  private final Function<Event, Object> keyOf;

  Grouping(Field<?> key, Condition counted, Function<Event, Object> keyOf) {
    this.key = key;
    this.counted = counted;
    this.keyOf = keyOf;
  }

  Table<? extends Record> source() {
    return EventTable.TABLE;
  }

  /** What the events of one group have in common. */
  Field<?> key() {
    return key;
  }

  /** Which events have it at all. */
  Condition counted() {
    return counted;
  }

  /** What an event is counted by; null where it has none, or where the event alone cannot tell. */
  Object keyOf(Event event) {
    return keyOf.apply(event);
  }

  /** The events that match, to be counted one by one. */
  GroupCounts counts(Condition matches) {
    return new GroupCounts(source(), matches.and(counted), key, count(), true);
  }
}
