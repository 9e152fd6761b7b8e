package dev.tocsin.query.view;

import static org.jooq.impl.DSL.excluded;

import dev.tocsin.metadata.Metadata;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertSetMoreStep;
import org.jooq.Query;
import org.jooq.Record;

/**
 * Writes objects of one kind with their metadata: those that are newer than what the view holds.
 */
final class RowWriter<T> {
  private final Kind<T> kind;
  private final Function<T, UUID> uuid;
  private final ToLongFunction<T> version;
  private final Function<T, Instant> createdAt;
  private final Function<T, Metadata> metadata;

  RowWriter(
      Kind<T> kind,
      Function<T, UUID> uuid,
      ToLongFunction<T> version,
      Function<T, Instant> createdAt,
      Function<T, Metadata> metadata) {
    this.kind = kind;
    this.uuid = uuid;
    this.version = version;
    this.createdAt = createdAt;
    this.metadata = metadata;
  }

  /** What was written, and which of it stood there before in another version. */
  record Written<T>(List<T> objects, Set<UUID> replaced) {}

  Written<T> write(DSLContext sql, Collection<T> objects) {
    if (objects.isEmpty()) {
      return new Written<>(List.of(), Set.of());
    }
    Map<UUID, Long> known = kind.versions(sql, objects.stream().map(uuid).toList());
    List<T> newer =
        objects.stream()
            .filter(o -> version.applyAsLong(o) > known.getOrDefault(uuid.apply(o), 0L))
            .toList();
    known.keySet().retainAll(newer.stream().map(uuid).toList());
    // While the rows still say what they are known by.
    if (!known.isEmpty()) {
      MetadataTable.delete(sql, kind, kind.uuid().in(known.keySet()));
    }
    if (!newer.isEmpty()) {
      insert(sql, newer);
    }
    MetadataTable.insert(sql, newer.stream().map(this::owned).toList());
    return new Written<>(newer, known.keySet());
  }

  private MetadataTable.Owned owned(T object) {
    return new MetadataTable.Owned(
        uuid.apply(object), createdAt.apply(object), metadata.apply(object));
  }

  private void insert(DSLContext sql, List<T> objects) {
    List<Object[]> rows =
        objects.stream()
            .map(object -> kind.cells().stream().map(cell -> cell.of(object)).toArray())
            .toList();
    Batch.execute(sql, upsert(sql), kind.fields(), rows);
  }

  private Query upsert(DSLContext sql) {
    Map<Field<?>, Object> blank = new LinkedHashMap<>();
    Map<Field<?>, Object> replacement = new LinkedHashMap<>();
    for (Field<?> field : kind.fields()) {
      blank.put(field, null);
      replacement.put(field, excluded(field));
    }
    InsertSetMoreStep<Record> insert = sql.insertInto(kind.table()).set(blank);
    return insert.onConflict(kind.uuid()).doUpdate().set(replacement);
  }
}
