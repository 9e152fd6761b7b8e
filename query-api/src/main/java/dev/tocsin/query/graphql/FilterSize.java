package dev.tocsin.query.graphql;

import dev.tocsin.registry.Text;
import graphql.execution.AbortExecutionException;
import java.util.List;
import java.util.Map;

/**
 * Counts what the arguments of a query's lists demand, and refuses what no database can take. What
 * a list of values holds is not counted: it is one condition.
 */
final class FilterSize {
  private static final int LONGEST_PATTERN = 1_000;
  private static final int LONGEST_ORDER = 10;

  private int conditions;
  private int depth;

  void add(Map<String, Object> arguments) {
    arguments.forEach((name, value) -> add(name, value, 0));
    // What comes after a cursor takes the square of it to say.
    if (arguments.get("orderBy") instanceof List<?> order && order.size() > LONGEST_ORDER) {
      throw new AbortExecutionException("orderBy has more than " + LONGEST_ORDER + " entries.");
    }
  }

  /** How many fields and operators are given in all. */
  int conditions() {
    return conditions;
  }

  /** How deep they are nested. */
  int depth() {
    return depth;
  }

  private void add(String name, Object value, int above) {
    switch (value) {
      case Map<?, ?> fields -> {
        // An empty one may ask for all rows of another table.
        conditions += Math.max(1, fields.size());
        depth = Math.max(depth, above + 1);
        fields.forEach((field, operand) -> add((String) field, operand, above + 1));
      }
      case List<?> parts -> parts.forEach(part -> add(name, part, above));
      case String text -> check(name, text);
      case null, default -> {}
    }
  }

  private static void check(String name, String text) {
    if (!Text.isClean(text)) {
      throw new AbortExecutionException("The text of " + name + " must be Unicode without NUL.");
    }
    boolean isPattern = name.equals("_like") || name.equals("_ilike");
    if (isPattern && text.length() > LONGEST_PATTERN) {
      throw new AbortExecutionException(
          "The pattern of " + name + " is longer than " + LONGEST_PATTERN + " characters.");
    }
  }
}
