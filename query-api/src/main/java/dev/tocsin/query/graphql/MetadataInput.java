package dev.tocsin.query.graphql;

import dev.tocsin.metadata.MetadataPatch;
import dev.tocsin.metadata.MetadataValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Reads {@code metadataKeyValueStore} arguments. */
final class MetadataInput {
  private MetadataInput() {}

  /** The pairs as a patch; a value with no member set removes its key. Null is no change. */
  static MetadataPatch patch(List<Map<String, Object>> pairs) {
    if (pairs == null) {
      return MetadataPatch.NONE;
    }
    Map<String, Optional<MetadataValue>> changes = new LinkedHashMap<>();
    for (Map<String, Object> pair : pairs) {
      if (pair != null) {
        String key = (String) pair.get("key");
        changes.put(key, value(key, (Map<?, ?>) pair.get("value")));
      }
    }
    return new MetadataPatch(changes);
  }

  private static Optional<MetadataValue> value(String key, Map<?, ?> members) {
    List<? extends Map.Entry<?, ?>> given =
        members.entrySet().stream().filter(member -> Objects.nonNull(member.getValue())).toList();
    if (given.size() > 1) {
      throw ApiException.invalid("The metadata value of " + key + " has more than one member.");
    }
    return given.stream()
        .findFirst()
        .map(member -> value((String) member.getKey(), member.getValue()));
  }

  private static MetadataValue value(String type, Object value) {
    return switch (type) {
      case "string" -> new MetadataValue.Text((String) value);
      case "integer" -> new MetadataValue.Whole((int) value);
      case "float" -> number((double) value);
      case "boolean" -> new MetadataValue.Bool((boolean) value);
      case "timestamp" -> new MetadataValue.Timestamp((Instant) value);
      case "uuid" -> new MetadataValue.Uuid((UUID) value);
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static MetadataValue number(double value) {
    if (!Double.isFinite(value)) {
      throw ApiException.invalid("A metadata number must be finite.");
    }
    return new MetadataValue.Decimal(value);
  }
}
