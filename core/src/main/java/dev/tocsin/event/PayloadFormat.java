package dev.tocsin.event;

import java.util.Optional;

/** How a device writes its messages, which it says in the last level of the topic. */
public enum PayloadFormat {
  JSON("json"),
  MSGPACK("msgpack");

  private final String level;

  PayloadFormat(String level) {
    this.level = level;
  }

  /** The last level of an input topic in this format. */
  public String level() {
    return level;
  }

  /** The format of an input topic that ends with this level; empty where there is none. */
  public static Optional<PayloadFormat> ofLevel(String level) {
    return switch (level) {
      case "json" -> Optional.of(JSON);
      case "msgpack" -> Optional.of(MSGPACK);
      default -> Optional.empty();
    };
  }
}
