package dev.tocsin.metadata;

import java.time.Instant;
import java.util.UUID;

/**
 * One value of an object's metadata. Devices send strings, numbers and booleans; the GraphQL API
 * knows instants and UUIDs besides. A number without a fraction that fits in 64 bits is whole,
 * every other number is a finite double.
 */
public sealed interface MetadataValue {
  record Text(String value) implements MetadataValue {}

  record Whole(long value) implements MetadataValue {}

  record Decimal(double value) implements MetadataValue {
    public Decimal {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("value: not a finite number");
      }
    }
  }

  record Bool(boolean value) implements MetadataValue {}

  record Timestamp(Instant value) implements MetadataValue {}

  record Uuid(UUID value) implements MetadataValue {}
}
