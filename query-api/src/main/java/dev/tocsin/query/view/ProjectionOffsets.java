package dev.tocsin.query.view;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * How far the view has come in each partition. The offsets stand beside the rows, so that both
 * change together or not at all.
 */
final class ProjectionOffsets {
  static final Table<Record> TABLE = table(name("projection_offset"));
  private static final Field<String> TOPIC = Columns.text(TABLE, "topic");
  private static final Field<Integer> PARTITION =
      field(name(TABLE.getName(), "kafka_partition"), SQLDataType.INTEGER);
  private static final Field<Long> NEXT_OFFSET = Columns.whole(TABLE, "next_offset");
  private static final Field<Instant> SEEN_AT = Columns.instant(TABLE, "seen_at");

  private static final Table<Record> IDENTITY = table(name("view_identity"));
  private static final Field<UUID> IDENTITY_UUID = Columns.uuid(IDENTITY, "uuid");

  /**
   * Where the projection goes on in a partition.
   *
   * @param seenAt when a projection last knew that it was there
   */
  record Place(long nextOffset, Instant seenAt) {}

  private ProjectionOffsets() {}

  static Map<TopicPartition, Place> read(DSLContext sql) {
    Map<TopicPartition, Place> places = new HashMap<>();
    sql.select(TOPIC, PARTITION, NEXT_OFFSET, SEEN_AT)
        .from(TABLE)
        .forEach(
            row ->
                places.put(
                    new TopicPartition(row.value1(), row.value2()),
                    new Place(row.value3(), row.value4())));
    return places;
  }

  /**
   * Moves a partition on, if it still is where the caller left it; false where another projection
   * has moved it since.
   *
   * @param from null where the view has not begun the partition
   */
  static boolean advance(
      DSLContext sql, TopicPartition partition, Long from, long to, Instant now) {
    if (from == null) {
      return sql.insertInto(TABLE, TOPIC, PARTITION, NEXT_OFFSET, SEEN_AT)
              .values(partition.topic(), partition.partition(), to, now)
              .onConflict(TOPIC, PARTITION)
              .doNothing()
              .execute()
          == 1;
    }
    return sql.update(TABLE)
            .set(NEXT_OFFSET, to)
            .set(SEEN_AT, now)
            .where(TOPIC.eq(partition.topic()))
            .and(PARTITION.eq(partition.partition()))
            .and(NEXT_OFFSET.eq(from))
            .execute()
        == 1;
  }

  /** The name of this view. */
  static UUID identity(DSLContext sql) {
    return sql.select(IDENTITY_UUID)
        .from(IDENTITY)
        .orderBy(IDENTITY_UUID)
        .limit(1)
        .fetchSingle(IDENTITY_UUID);
  }
}
