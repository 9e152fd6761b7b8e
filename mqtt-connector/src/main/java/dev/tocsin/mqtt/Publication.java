package dev.tocsin.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A message for MQTT subscribers. An empty retained one clears what its topic retained. */
// Compared with nothing, so the array does no harm.
@SuppressWarnings("ArrayRecordComponent")
record Publication(Kind kind, String topic, byte[] payload, boolean retained) {
  private static final int MAX_TOPIC_BYTES = 65_535;

  /** What it tells, which is what the published messages are counted by. */
  enum Kind {
    EVENT,
    EVENT_STATE,
    EVENT_ACK,
    EVENT_MODEL,
    EVENT_MODEL_STATE,
    ERROR;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Publication text(Kind kind, String topic, String text, boolean retained) {
    return new Publication(kind, topic, text.getBytes(StandardCharsets.UTF_8), retained);
  }

  static Publication clearing(Kind kind, String topic) {
    return new Publication(kind, topic, new byte[0], true);
  }

  /** Whether MQTT can carry it at all: codes of components make topics long. */
  boolean fitsMqtt() {
    return topic.length() <= MAX_TOPIC_BYTES / 3
        || topic.getBytes(StandardCharsets.UTF_8).length <= MAX_TOPIC_BYTES;
  }
}
