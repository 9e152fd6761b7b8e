package dev.tocsin.query.view;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SortField;

/**
 * A total order of rows: its keys count in turn, and the last one never ties. Missing values come
 * last in both directions.
 */
public final class Order {
  /** One key of an order. */
  record Key(String name, Field<?> column, boolean nullable, boolean ascending) {
    SortField<?> sortField() {
      SortField<?> sorted = ascending ? column.asc() : column.desc();
      return nullable ? sorted.nullsLast() : sorted;
    }

    Condition sameAs(Object value) {
      return value == null ? column.isNull() : typed().eq(typedValue(value));
    }

    Condition after(Object value) {
      if (value == null) {
        return falseCondition();
      }
      Condition beyond = ascending ? typed().gt(typedValue(value)) : typed().lt(typedValue(value));
      return nullable ? beyond.or(column.isNull()) : beyond;
    }

    /** Implied by {@link #after} or {@link #sameAs}, and said so that an index can start there. */
    Condition notBefore(Object value) {
      if (nullable) {
        return trueCondition();
      }
      return ascending ? typed().ge(typedValue(value)) : typed().le(typedValue(value));
    }

    @SuppressWarnings("unchecked") // the values of a key are of its column's type
    private Field<Object> typed() {
      return (Field<Object>) column;
    }

    private Field<Object> typedValue(Object value) {
      return val(value, typed().getDataType());
    }
  }

  private final List<Key> keys;

  Order(List<Key> keys) {
    this.keys = keys;
  }

  /**
   * The order that the entries of an {@code orderBy} describe; the default where there are none.
   *
   * @param descendingBy the field that a kind's default order goes by; null for the uuid alone
   */
  static Order of(Kind<?> kind, List<Map<String, Object>> orderBy, String descendingBy) {
    List<Key> keys = new ArrayList<>();
    for (Map<String, Object> entry : orderBy) {
      entry.forEach(
          (field, direction) -> {
            if (direction != null) {
              keys.add(key(kind, field, direction.equals("ASC")));
            }
          });
    }
    if (keys.isEmpty() && descendingBy != null) {
      keys.add(key(kind, descendingBy, false));
    }
    boolean ascending = keys.isEmpty() || keys.getLast().ascending();
    keys.add(new Key("uuid", kind.uuid(), false, ascending));
    return new Order(keys);
  }

  /** An order of counts: by default the greatest first; what is counted by breaks ties. */
  static Order of(Grouping grouping, GroupCounts counts, List<Map<String, Object>> orderBy) {
    List<Key> keys = new ArrayList<>();
    for (Map<String, Object> entry : orderBy) {
      entry.forEach(
          (field, direction) -> {
            if (direction != null) {
              Field<?> column = field.equals("sum") ? counts.sum() : counts.key();
              keys.add(new Key(field, column, false, direction.equals("ASC")));
            }
          });
    }
    if (keys.isEmpty()) {
      keys.add(new Key("sum", counts.sum(), false, false));
    }
    boolean ascending = keys.getLast().ascending();
    keys.add(new Key(grouping.name(), counts.key(), false, ascending));
    return new Order(keys);
  }

  private static Key key(Kind<?> kind, String field, boolean ascending) {
    return new Key(field, kind.column(field), kind.isNullable(field), ascending);
  }

  List<Key> keys() {
    return keys;
  }

  List<SortField<?>> sortFields() {
    return keys.stream().<SortField<?>>map(Key::sortField).toList();
  }

  /** What tells this order from others; a cursor fits the order that it was made for only. */
  String signature() {
    return keys.stream()
        .map(key -> (key.ascending() ? "+" : "-") + key.name())
        .collect(Collectors.joining());
  }

  List<Object> position(Record row) {
    List<Object> position = new ArrayList<>();
    keys.forEach(key -> position.add(row.get(key.column())));
    return position;
  }

  /** The rows that come after this position. */
  Condition after(List<Object> position) {
    Condition after = falseCondition();
    Condition same = trueCondition();
    for (int i = 0; i < keys.size(); i++) {
      Key key = keys.get(i);
      Object value = position.get(i);
      after = after.or(same.and(key.after(value)));
      same = same.and(key.sameAs(value));
    }
    return keys.getFirst().notBefore(position.getFirst()).and(after);
  }
}
