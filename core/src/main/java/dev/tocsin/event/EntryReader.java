package dev.tocsin.event;

import dev.tocsin.identity.UuidText;
import dev.tocsin.metadata.MetadataPatch;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.registry.Text;
import dev.tocsin.time.InstantText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Reads one decoded entry, field by field, and lists everything that is wrong with it.
 *
 * <p>Decoded means plain Java values, whatever the format on the wire was: {@code String}, {@code
 * Number}, {@code Boolean}, {@code Instant}, {@code Map}, anything else, or null. One reader reads
 * one entry and is then done.
 */
public final class EntryReader {
  /**
   * More unknown fields than these are counted, not named, so that an answer stays small; and more
   * bad values of metadata likewise.
   */
  private static final int MOST_NAMED = 16;

  private static final String UUID_FIELD = "uuid";
  private static final String CODE_FIELD = "eventModelCode";
  private static final String MODEL_FIELD = "eventModelUuid";

  private FieldErrors errors = FieldErrors.NONE;
  private int unknownFields;

  private UUID uuid;
  private String eventModelCode;
  private UUID eventModelUuid;
  private Instant time;
  private Instant endTime;
  private MetadataPatch metadata = MetadataPatch.NONE;

  private EntryReader() {}

  /** Reads an entry; whatever is not an object is an entry with that error. */
  public static Entry read(Object decoded) {
    return decoded instanceof Map<?, ?> fields
        ? new EntryReader().readFields(fields)
        : Entry.unreadable(FieldErrors.of(FieldErrors.SCHEMA, "Invalid input type."));
  }

  private Entry readFields(Map<?, ?> fields) {
    fields.forEach((name, value) -> readField(String.valueOf(name), value));
    if (unknownFields > MOST_NAMED) {
      fail(FieldErrors.SCHEMA, "And " + (unknownFields - MOST_NAMED) + " more unknown fields.");
    }
    requireModel(fields);
    return new Entry(uuid, eventModelCode, eventModelUuid, time, endTime, metadata, errors);
  }

  private void readField(String name, Object value) {
    switch (name) {
      case UUID_FIELD -> uuid = uuid(name, value);
      case CODE_FIELD -> eventModelCode = text(name, value);
      case MODEL_FIELD -> eventModelUuid = uuid(name, value);
      case "time" -> time = instant(name, value);
      case "endTime" -> endTime = instant(name, value);
      case "metadata" -> metadata = metadata(name, value);
      default -> {
        if (++unknownFields <= MOST_NAMED) {
          fail(EntryError.echo(name), "Unknown field.");
        }
      }
    }
  }

  private void requireModel(Map<?, ?> fields) {
    if (uuid != null) {
      return;
    }
    if (eventModelCode != null && eventModelUuid != null) {
      fail(FieldErrors.SCHEMA, "Only one of eventModelCode and eventModelUuid may be given.");
    } else if (eventModelCode == null && eventModelUuid == null && !mayNameModelWrongly()) {
      if (!fields.containsKey(CODE_FIELD) && fields.containsKey(MODEL_FIELD)) {
        fail(MODEL_FIELD, "Field may not be null.");
      } else {
        fail(
            CODE_FIELD,
            fields.containsKey(CODE_FIELD)
                ? "Field may not be null."
                : "Missing data for required field.");
      }
    }
  }

  /**
   * Whether one of the errors may be what should have named the model or the event, misspelled or
   * miswritten: then saying that the model is missing would only confuse.
   */
  private boolean mayNameModelWrongly() {
    return unknownFields > 0
        || Stream.of(UUID_FIELD, CODE_FIELD, MODEL_FIELD).anyMatch(errors.texts()::containsKey);
  }

  private String text(String name, Object value) {
    if (value == null || (value instanceof String text && Text.isClean(text))) {
      return (String) value;
    }
    return fail(name, "Not a valid string.");
  }

  private UUID uuid(String name, Object value) {
    if (value == null) {
      return null;
    }
    Optional<UUID> read = value instanceof String text ? UuidText.read(text) : Optional.empty();
    return read.orElseGet(() -> fail(name, "Not a valid UUID."));
  }

  private Instant instant(String name, Object value) {
    if (value == null) {
      return null;
    }
    Optional<Instant> instant =
        switch (value) {
          case String text -> InstantText.read(text);
          case Instant decoded -> InstantText.inRange(decoded);
          default -> Optional.empty();
        };
    return instant.orElseGet(() -> fail(name, "Not a valid datetime."));
  }

  private MetadataPatch metadata(String name, Object value) {
    if (value == null) {
      return MetadataPatch.NONE;
    }
    if (!(value instanceof Map<?, ?> map)) {
      fail(name, "Not a valid mapping type.");
      return MetadataPatch.NONE;
    }
    Map<String, Optional<MetadataValue>> changes = new LinkedHashMap<>();
    int bad = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      Optional<MetadataValue> read = metadataValue(entry.getValue());
      if (Text.isClean(key) && (entry.getValue() == null || read.isPresent())) {
        changes.put(key, read);
      } else if (++bad <= MOST_NAMED) {
        fail(
            name,
            "The value of "
                + EntryError.echo(key)
                + " is not a valid string, number, boolean or null.");
      }
    }
    if (bad > MOST_NAMED) {
      fail(name, "And " + (bad - MOST_NAMED) + " more bad values.");
    }
    return bad == 0 ? new MetadataPatch(changes) : MetadataPatch.NONE;
  }

  private static Optional<MetadataValue> metadataValue(Object value) {
    return switch (value) {
      case null -> Optional.empty();
      case String text when Text.isClean(text) -> Optional.of(new MetadataValue.Text(text));
      case Boolean bool -> Optional.of(new MetadataValue.Bool(bool));
      case Integer whole -> Optional.of(new MetadataValue.Whole(whole));
      case Long whole -> Optional.of(new MetadataValue.Whole(whole));
      case Float number -> decimal(number.doubleValue());
      case Double number -> decimal(number);
      case BigInteger whole when whole.bitLength() < Long.SIZE ->
          Optional.of(new MetadataValue.Whole(whole.longValue()));
      case BigInteger number -> decimal(number.doubleValue());
      case BigDecimal number -> decimal(number.doubleValue());
      default -> Optional.empty();
    };
  }

  private static Optional<MetadataValue> decimal(double number) {
    return Double.isFinite(number)
        ? Optional.of(new MetadataValue.Decimal(number))
        : Optional.empty();
  }

  private <T> T fail(String field, String text) {
    errors = errors.and(field, text);
    return null;
  }
}
