package dev.tocsin.query.view;

import static org.jooq.impl.DSL.inline;

import dev.tocsin.registry.EntityType;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** What events can be counted by: one row a grouping, named as in the API. */
public enum Grouping {
  SYSTEM(EventTable.SYSTEM_UUID, EventTable.SYSTEM_UUID.isNotNull()),
  COMPONENT(EventTable.ENTITY_UUID, EventTable.ENTITY_TYPE.eq(inline(EntityType.COMPONENT))),
  COMPONENT_MODEL(
      ComponentTable.COMPONENT_MODEL_UUID,
      EventTable.ENTITY_TYPE.eq(inline(EntityType.COMPONENT))) {
    @Override
    Table<? extends Record> source() {
      return super.source()
          .join(ComponentTable.TABLE)
          .on(ComponentTable.UUID.eq(EventTable.ENTITY_UUID));
    }
  },
  EVENT_MODEL(EventTable.EVENT_MODEL_UUID, EventTable.EVENT_MODEL_UUID.isNotNull()),
  EVENT_MODEL_CODE(EventTable.EVENT_MODEL_CODE, EventTable.EVENT_MODEL_CODE.isNotNull());

  private final Field<?> key;
  private final Condition counted;

  Grouping(Field<?> key, Condition counted) {
    this.key = key;
    this.counted = counted;
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
}
