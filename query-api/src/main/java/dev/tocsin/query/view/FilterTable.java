package dev.tocsin.query.view;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.trueCondition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * What a {@code where} may say about the rows of one table, and how each of its fields becomes SQL:
 * a new filter is a new row here and a field in the schema.
 *
 * <p>All fields that are given must match. A field that is null is as if it was not given.
 */
final class FilterTable {
  private final Table<Record> table;
  private final Field<UUID> identity;
  private final Field<String> slug;
  private final Map<String, Filter> filters = new LinkedHashMap<>();

  /**
   * @param slug null where the rows belong to rows of a domain instead of to the domain itself
   */
  FilterTable(Table<Record> table, Field<UUID> identity, Field<String> slug) {
    this.table = table;
    this.identity = identity;
    this.slug = slug;
  }

  FilterTable column(String field, Field<?> column) {
    filters.put(field, new Filter.Column<>(column));
    return this;
  }

  /**
   * A text that may be longer than what an index can hold of it.
   *
   * @param indexed how many characters of it are in the index
   */
  FilterTable longText(String field, Field<String> column, int indexed) {
    filters.put(field, new Filter.LongText(column, indexed));
    return this;
  }

  /** {@code from} and {@code to}. */
  FilterTable period(Field<Instant> column) {
    filters.put("from", new Filter.From<>(column));
    filters.put("to", new Filter.To<>(column));
    return this;
  }

  FilterTable part(String field, Supplier<FilterTable> part) {
    filters.put(field, new Filter.Part(part));
    return this;
  }

  /** Rows of another table whose column {@code there} is this one's {@code here}. */
  FilterTable related(
      String field, Field<UUID> here, Supplier<FilterTable> related, Supplier<Field<UUID>> there) {
    filters.put(field, new Filter.Related(here, related, there));
    return this;
  }

  Table<Record> table() {
    return table;
  }

  Condition inDomain(String domain) {
    return slug == null ? trueCondition() : slug.eq(domain);
  }

  /**
   * The conditions that relations put on the rows, as far as all rows must meet them: any of them
   * may leave only a few rows.
   */
  List<Condition> relations(Object where, String domain) {
    List<Condition> found = new ArrayList<>();
    if (where instanceof Map<?, ?> given) {
      given.forEach(
          (field, operand) -> {
            if (operand instanceof List<?> all && field.equals("_and")) {
              all.forEach(part -> found.addAll(relations(part, domain)));
            } else if (operand != null
                && filters.get(field) instanceof Filter.Related related
                && !related.here().equals(identity)) {
              found.add(related.condition(operand, domain));
            } else if (operand != null && filters.get(field) instanceof Filter.Part part) {
              found.addAll(part.filters().get().relations(operand, domain));
            }
          });
    }
    return found;
  }

  /** Whether it asks for rows of other tables. */
  boolean relates(Object where) {
    return switch (where) {
      case Map<?, ?> given ->
          given.entrySet().stream().anyMatch(field -> relates(field.getKey(), field.getValue()));
      case List<?> parts -> parts.stream().anyMatch(this::relates);
      case null, default -> false;
    };
  }

  private boolean relates(Object field, Object operand) {
    return switch (filters.get(field)) {
      case Filter.Related related -> operand != null;
      case Filter.Part part -> part.filters().get().relates(operand);
      case null -> relates(operand);
      default -> false;
    };
  }

  /**
   * The condition that a {@code where} puts on this table's rows of a domain; null is no condition.
   */
  Condition where(Object where, String domain) {
    List<Condition> all = new ArrayList<>();
    if (where instanceof Map<?, ?> given) {
      for (Map.Entry<?, ?> field : given.entrySet()) {
        if (field.getValue() != null) {
          all.add(condition((String) field.getKey(), field.getValue(), domain));
        }
      }
    }
    return all.isEmpty() ? trueCondition() : and(all);
  }

  private Condition condition(String field, Object operand, String domain) {
    return switch (field) {
      case "_and" ->
          parts(operand, domain).isEmpty() ? trueCondition() : and(parts(operand, domain));
      case "_or" ->
          parts(operand, domain).isEmpty() ? falseCondition() : or(parts(operand, domain));
      case "_oneOf" -> Operator.IN.condition(identity, operand);
      case "_notOf" -> Operator.NIN.condition(identity, operand);
      // Says nothing about a single row; the relation that it stands in reads it.
      case "_having" -> trueCondition();
      default -> Objects.requireNonNull(filters.get(field), field).condition(operand, domain);
    };
  }

  private List<Condition> parts(Object operand, String domain) {
    return ((List<?>) operand)
        .stream().filter(Objects::nonNull).map(part -> where(part, domain)).toList();
  }
}
