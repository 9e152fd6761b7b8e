package dev.tocsin.query.view;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.Field;

/** What one field of a {@code where} demands of a row: one entry of a {@link FilterTable}. */
sealed interface Filter {
  /** The condition that the operand puts on a row of the domain. */
  Condition condition(Object operand, String slug);

  /** Operators on a column, such as {@code {_eq: …}}. */
  record Column<V>(Field<V> column) implements Filter {
    @Override
    public Condition condition(Object operand, String slug) {
      Condition all = trueCondition();
      for (Map.Entry<?, ?> given : ((Map<?, ?>) operand).entrySet()) {
        if (given.getValue() != null) {
          Operator operator = Operator.named((String) given.getKey());
          all = all.and(operator.condition(column, given.getValue()));
        }
      }
      return all;
    }
  }

  /**
   * Operators on a text of which an index has only the first characters. Whoever is equal to the
   * operand begins like it, so that is asked for too: by itself it says nothing, but the index
   * serves it.
   */
  record LongText(Field<String> column, int indexed) implements Filter {
    @Override
    public Condition condition(Object operand, String slug) {
      Condition all = new Column<>(column).condition(operand, slug);
      Map<?, ?> given = (Map<?, ?>) operand;
      if (given.get("_eq") instanceof String wanted) {
        all = all.and(start(column).eq(start(val(wanted))));
      }
      if (given.get("_in") instanceof List<?> wanted) {
        all =
            all.and(
                start(column)
                    .in(
                        wanted.stream()
                            .filter(Objects::nonNull)
                            .map(text -> start(val((String) text)))
                            .toList()));
      }
      return all;
    }

    private Field<String> start(Field<String> text) {
      return left(text, inline(indexed));
    }
  }

  /** The column is the operand or greater: {@code from}. */
  record From<V>(Field<V> column) implements Filter {
    @Override
    public Condition condition(Object operand, String slug) {
      return column.ge(column.getDataType().convert(operand));
    }
  }

  /** The column is less than the operand: {@code to}. */
  record To<V>(Field<V> column) implements Filter {
    @Override
    public Condition condition(Object operand, String slug) {
      return column.lt(column.getDataType().convert(operand));
    }
  }

  /** More conditions on the same row, under a name of their own. */
  record Part(Supplier<FilterTable> filters) implements Filter {
    @Override
    public Condition condition(Object operand, String slug) {
      return filters.get().where(operand, slug);
    }
  }

  /**
   * Conditions on rows of another table, those whose {@code there} is this row's {@code here}: one
   * that matches is enough, or as many as {@code _having} says.
   *
   * <p>The subqueries name nothing of the row around them, so the database may answer each once
   * instead of once for every row.
   */
  record Related(Field<UUID> here, Supplier<FilterTable> filters, Supplier<Field<UUID>> there)
      implements Filter {
    private static final String HAVING = "_having";

    @Override
    public Condition condition(Object operand, String slug) {
      FilterTable related = filters.get();
      Field<UUID> key = there.get();
      Condition matches = related.inDomain(slug).and(related.where(operand, slug));
      Object having = ((Map<?, ?>) operand).get(HAVING);
      if (!(having instanceof Map<?, ?> counted) || counted.get("count") == null) {
        return here.in(select(key).from(related.table()).where(matches));
      }
      Object wanted = counted.get("count");
      Condition counts = new Column<>(count()).condition(wanted, slug);
      Condition known = matches.and(key.isNotNull());
      // A row that nothing matches has no group: where zero is among the wanted counts, the rows
      // that fail are asked for.
      return IntCount.accepts(wanted, 0)
          ? here.isNull()
              .or(
                  here.notIn(
                      select(key)
                          .from(related.table())
                          .where(known)
                          .groupBy(key)
                          .having(counts.not())))
          : here.in(select(key).from(related.table()).where(known).groupBy(key).having(counts));
    }
  }
}
