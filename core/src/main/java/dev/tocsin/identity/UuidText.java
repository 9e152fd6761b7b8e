package dev.tocsin.identity;

import java.util.Optional;
import java.util.UUID;

/** Reads the one written form of a UUID: 32 hexadecimal digits in five groups, of either case. */
public final class UuidText {
  private UuidText() {}

  /** The UUID; empty where the text is anything but its written form. */
  public static Optional<UUID> read(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    try {
      // The JDK's reader also takes signs, digits of other scripts and misplaced hyphens.
      return Optional.of(UUID.fromString(text))
          .filter(uuid -> uuid.toString().equalsIgnoreCase(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
