package dev.tocsin.query.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** The meaning of a {@code where}, said once more in plain Java on objects in memory. */
final class PlainFilter {
  private PlainFilter() {}

  static boolean matches(Node node, Map<?, ?> where) {
    return where.entrySet().stream()
        .filter(field -> field.getValue() != null)
        .allMatch(field -> matches(node, (String) field.getKey(), field.getValue()));
  }

  private static boolean matches(Node node, String field, Object operand) {
    return switch (field) {
      case "_and" -> parts(operand).stream().allMatch(part -> matches(node, part));
      case "_or" -> parts(operand).stream().anyMatch(part -> matches(node, part));
      case "_oneOf" -> node.uuid() != null && ((List<?>) operand).contains(node.uuid());
      case "_notOf" -> node.uuid() != null && !((List<?>) operand).contains(node.uuid());
      case "_having" -> true;
      case "from" -> compare(node.value("time"), operand) >= 0;
      case "to" -> compare(node.value("time"), operand) < 0;
      default -> {
        if (node.part(field) != null) {
          yield matches(node.part(field), (Map<?, ?>) operand);
        }
        yield node.related(field) != null
            ? related(node.related(field), (Map<?, ?>) operand)
            : operators(node.value(field), (Map<?, ?>) operand);
      }
    };
  }

  private static boolean related(List<Node> nodes, Map<?, ?> where) {
    long matching = nodes.stream().filter(node -> matches(node, where)).count();
    return where.get("_having") instanceof Map<?, ?> having && having.get("count") != null
        ? operators((int) matching, (Map<?, ?>) having.get("count"))
        : matching > 0;
  }

  private static boolean operators(Object value, Map<?, ?> operators) {
    return operators.entrySet().stream()
        .filter(operator -> operator.getValue() != null)
        .allMatch(operator -> operator(value, (String) operator.getKey(), operator.getValue()));
  }

  private static boolean operator(Object value, String operator, Object operand) {
    if (operator.equals("_null")) {
      return operand.equals(value == null);
    }
    if (value == null) {
      return false;
    }
    return switch (operator) {
      case "_eq" -> compare(value, operand) == 0;
      case "_neq" -> compare(value, operand) != 0;
      case "_in" -> isIn(value, operand);
      case "_nin" -> !isIn(value, operand);
      case "_gt" -> compare(value, operand) > 0;
      case "_gte" -> compare(value, operand) >= 0;
      case "_lt" -> compare(value, operand) < 0;
      case "_lte" -> compare(value, operand) <= 0;
      case "_like" -> isLike(value.toString(), (String) operand);
      case "_ilike" ->
          isLike(
              value.toString().toLowerCase(Locale.ROOT),
              ((String) operand).toLowerCase(Locale.ROOT));
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static boolean isIn(Object value, Object operands) {
    return ((List<?>) operands)
        .stream().filter(Objects::nonNull).anyMatch(each -> compare(value, each) == 0);
  }

  /** Missing values apart, the order of every type of value. */
  static int compare(Object a, Object b) {
    return switch (a) {
      case Number n -> Double.compare(n.doubleValue(), ((Number) b).doubleValue());
      case Instant instant -> instant.compareTo((Instant) b);
      case Boolean flag -> Boolean.compare(flag, (boolean) b);
      case String text -> text.compareTo((String) b);
      case UUID uuid -> uuid.toString().compareTo(b.toString());
      default -> throw new IllegalArgumentException(a.getClass().getName());
    };
  }

  private static boolean isLike(String text, String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '%') {
        regex.append(".*");
      } else if (c == '_') {
        regex.append('.');
      } else {
        if (c == '\\' && i + 1 < pattern.length()) {
          i++;
        }
        regex.append(Pattern.quote(pattern.substring(i, i + 1)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }

  private static List<Map<?, ?>> parts(Object operand) {
    return ((List<?>) operand)
        .stream().filter(Objects::nonNull).<Map<?, ?>>map(part -> (Map<?, ?>) part).toList();
  }
}
