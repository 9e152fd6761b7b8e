package dev.tocsin.laboratory.check;

import dev.tocsin.laboratory.StockConsumer.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;

/** A record of {@code tocsin.events} as a data platform reads it. */
public record Change(
    String type,
    String event,
    String entity,
    long version,
    Instant time,
    Instant endTime,
    String status,
    int acks,
    Map<String, Object> metadata) {

  static Change of(Row row) {
    GenericRecord value = row.value();
    Map<String, Object> metadata = new TreeMap<>();
    ((Map<?, ?>) value.get("metadata"))
        .forEach((key, content) -> metadata.put(key.toString(), plain(content)));
    return new Change(
        row.text("change"),
        row.text("uuid"),
        row.text("entityUuid"),
        (Long) value.get("version"),
        instant(value.get("time")),
        instant(value.get("endTime")),
        row.text("status"),
        ((Collection<?>) value.get("acks")).size(),
        metadata);
  }

  /** A metadata value so that equal ones are equal, whatever carried them. */
  static Object plain(Object value) {
    return switch (value) {
      case Integer whole -> whole.longValue();
      case CharSequence text -> text.toString();
      default -> value;
    };
  }

  private static Instant instant(Object micros) {
    return micros == null ? null : Instant.EPOCH.plus((Long) micros, ChronoUnit.MICROS);
  }
}
