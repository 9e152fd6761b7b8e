package dev.tocsin.kafka;

import dev.tocsin.avro.MetadataInstant;
import dev.tocsin.avro.MetadataUuid;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataPatch;
import dev.tocsin.metadata.MetadataValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The values that Avro records share: enum symbols and metadata. */
final class AvroValues {
  private AvroValues() {}

  /** The constant of the same name; null for null. */
  static <E extends Enum<E>> E same(Class<E> type, Enum<?> value) {
    return value == null ? null : Enum.valueOf(type, value.name());
  }

  static Map<String, Object> metadata(Metadata metadata) {
    Map<String, Object> avro = new LinkedHashMap<>();
    metadata.values().forEach((key, value) -> avro.put(key, value(value)));
    return avro;
  }

  static Metadata metadata(Map<String, Object> avro) {
    Map<String, MetadataValue> values = new LinkedHashMap<>();
    avro.forEach((key, value) -> values.put(key, value(value)));
    return Metadata.of(values);
  }

  static Map<String, Object> patch(MetadataPatch patch) {
    Map<String, Object> avro = new LinkedHashMap<>();
    patch
        .changes()
        .forEach((key, value) -> avro.put(key, value.map(AvroValues::value).orElse(null)));
    return avro;
  }

  static MetadataPatch patch(Map<String, Object> avro) {
    Map<String, Optional<MetadataValue>> changes = new LinkedHashMap<>();
    avro.forEach(
        (key, value) -> changes.put(key, Optional.ofNullable(value).map(AvroValues::value)));
    return new MetadataPatch(changes);
  }

  private static Object value(MetadataValue value) {
    return switch (value) {
      case MetadataValue.Text text -> text.value();
      case MetadataValue.Whole whole -> whole.value();
      case MetadataValue.Decimal decimal -> decimal.value();
      case MetadataValue.Bool bool -> bool.value();
      case MetadataValue.Timestamp timestamp -> new MetadataInstant(timestamp.value());
      case MetadataValue.Uuid uuid -> new MetadataUuid(uuid.value());
    };
  }

  private static MetadataValue value(Object avro) {
    return switch (avro) {
      case String text -> new MetadataValue.Text(text);
      case Long whole -> new MetadataValue.Whole(whole);
      case Double decimal -> new MetadataValue.Decimal(decimal);
      case Boolean bool -> new MetadataValue.Bool(bool);
      case MetadataInstant avroInstant -> new MetadataValue.Timestamp(avroInstant.getInstant());
      case MetadataUuid avroUuid -> new MetadataValue.Uuid(avroUuid.getUuid());
      default -> throw new IllegalArgumentException("metadata: of type " + avro.getClass());
    };
  }
}
