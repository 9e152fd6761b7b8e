package dev.tocsin.mqtt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A message for MQTT subscribers. An empty retained one clears what its topic retained.
 *
 * @param correlationData by which the sender of an input knows the answers to it again
 */
// Compared with nothing, so the array does no harm.
@SuppressWarnings("ArrayRecordComponent")
record Publication(
    Kind kind,
    String topic,
    byte[] payload,
    boolean retained,
    Optional<ByteBuffer> correlationData) {
  private static final int MAX_TOPIC_BYTES = 65_535;

  /** What it tells, which is what the published messages are counted by. */
  enum Kind {
    EVENT,
    EVENT_STATE,
    EVENT_ACK,
    EVENT_MODEL,
    EVENT_MODEL_STATE,
    ERROR,
    RECEIPT;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A message that answers nobody in particular. */
  Publication(Kind kind, String topic, byte[] payload, boolean retained) {
    this(kind, topic, payload, retained, Optional.empty());
  }

  static Publication text(Kind kind, String topic, String text, boolean retained) {
    return new Publication(kind, topic, text.getBytes(StandardCharsets.UTF_8), retained);
  }

  static Publication clearing(Kind kind, String topic) {
    return new Publication(kind, topic, new byte[0], true);
  }

  /** The same as an answer to whoever sent this data; what only clears a topic is none. */
  Publication correlatedBy(ByteBuffer data) {
    return payload.length == 0
        ? this
        : new Publication(kind, topic, payload, retained, Optional.of(data));
  }

  /** Whether MQTT can carry it at all: codes of components make topics long. */
  boolean fitsMqtt() {
    return topic.length() <= MAX_TOPIC_BYTES / 3 || topicBytes() <= MAX_TOPIC_BYTES;
  }

  int topicBytes() {
    return topic.getBytes(StandardCharsets.UTF_8).length;
  }
}
