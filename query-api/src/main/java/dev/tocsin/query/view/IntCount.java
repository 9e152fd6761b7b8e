package dev.tocsin.query.view;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Evaluates the condition of a {@code _having} on a given count. */
final class IntCount {
  private IntCount() {}

  /** Whether all operators accept this count. */
  static boolean accepts(Object condition, int count) {
    return ((Map<?, ?>) condition)
        .entrySet().stream()
            .filter(given -> given.getValue() != null)
            .allMatch(
                given -> accepts(Operator.named((String) given.getKey()), given.getValue(), count));
  }

  private static boolean accepts(Operator operator, Object operand, int count) {
    return switch (operator) {
      case EQ -> count == (int) operand;
      case NEQ -> count != (int) operand;
      case IN -> contains(operand, count);
      case NIN -> !contains(operand, count);
      case GT -> count > (int) operand;
      case GTE -> count >= (int) operand;
      case LT -> count < (int) operand;
      case LTE -> count <= (int) operand;
      case NULL -> !(boolean) operand;
      case LIKE, ILIKE -> throw new IllegalArgumentException("a count is not a text");
    };
  }

  private static boolean contains(Object operands, int count) {
    return ((List<?>) operands).stream().filter(Objects::nonNull).anyMatch(o -> count == (int) o);
  }
}
