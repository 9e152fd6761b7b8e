package dev.tocsin.query.view;

import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/**
 * The operators of a {@code where}. A column without a value matches none of them but {@code _null:
 * true}.
 */
enum Operator {
  EQ {
    @Override
    <V> Condition condition(Field<V> column, Object operand) {
      return column.eq(value(column, operand));
    }
  },
  NEQ {
    @Override
    <V> Condition condition(Field<V> column, Object operand) {
      return column.ne(value(column, operand));
    }
  },
  IN {
    @Override
    <V> Condition condition(Field<V> column, Object operand) {
      List<Field<V>> values = operands(column, operand);
      return values.isEmpty() ? falseCondition() : column.in(values);
    }
  },
  NIN {
    @Override
    <V> Condition condition(Field<V> column, Object operand) {
      List<Field<V>> values = operands(column, operand);
      return values.isEmpty() ? column.isNotNull() : column.notIn(values);
    }
  },
  GT {
    @Override
    <V> Condition condition(Field<V> column, Object operand) {
      return column.gt(value(column, operand));
    }
  },
  GTE {
    @Override
    <V> Condition condition(Field<V> column, Object operand) {
      return column.ge(value(column, operand));
    }
  },
  LT {
    @Override
    <V> Condition condition(Field<V> column, Object operand) {
      return column.lt(value(column, operand));
    }
  },
  LTE {
    @Override
    <V> Condition condition(Field<V> column, Object operand) {
      return column.le(value(column, operand));
    }
  },
  NULL {
    @Override
    <V> Condition condition(Field<V> column, Object operand) {
      return Boolean.TRUE.equals(operand) ? column.isNull() : column.isNotNull();
    }
  },
  LIKE {
    @Override
    <V> Condition condition(Field<V> column, Object operand) {
      return Columns.asText(column).like(pattern(operand), ESCAPE);
    }
  },
  ILIKE {
    @Override
    <V> Condition condition(Field<V> column, Object operand) {
      return lower(Columns.asText(column)).like(lower(val(pattern(operand))), ESCAPE);
    }
  };

  private static final char ESCAPE = '\\';
  private static final Map<String, Operator> BY_NAME =
      Arrays.stream(values())
          .collect(
              Collectors.toMap(
                  operator -> "_" + operator.name().toLowerCase(Locale.ROOT), Function.identity()));

  abstract <V> Condition condition(Field<V> column, Object operand);

  static Operator named(String name) {
    return Objects.requireNonNull(BY_NAME.get(name), name);
  }

  private static <V> List<Field<V>> operands(Field<V> column, Object operands) {
    return ((List<?>) operands)
        .stream().filter(Objects::nonNull).map(operand -> value(column, operand)).toList();
  }

  /**
   * Truth values and constants stand in the statement itself: a planner can tell by them that a
   * partial index serves.
   */
  private static <V> Field<V> value(Field<V> column, Object operand) {
    V value = column.getDataType().convert(operand);
    return value instanceof Boolean || value instanceof Enum
        ? inline(value, column.getDataType())
        : val(value, column.getDataType());
  }

  private static Field<String> lower(Field<String> text) {
    return function("tocsin_lower", SQLDataType.VARCHAR, text);
  }

  /** A backslash at the end has nothing to take the meaning from; it stands for itself. */
  private static String pattern(Object operand) {
    String pattern = (String) operand;
    int backslashes = 0;
    while (backslashes < pattern.length()
        && pattern.charAt(pattern.length() - 1 - backslashes) == ESCAPE) {
      backslashes++;
    }
    return backslashes % 2 == 0 ? pattern : pattern + ESCAPE;
  }
}
