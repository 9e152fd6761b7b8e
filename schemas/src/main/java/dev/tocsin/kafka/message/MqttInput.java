package dev.tocsin.kafka.message;

import dev.tocsin.event.PayloadFormat;
import dev.tocsin.registry.EntityType;
import java.time.Instant;
import java.util.UUID;

/**
 * An MQTT message as it came, before anybody has judged it.
 *
 * @param slug the domain that the topic names, null where it names none
 * @param entityType null where the topic does not fit
 * @param entityUuid null where the topic does not fit
 * @param payload null where it is over the limit: then only its size travels
 * @param payloadSize in bytes
 * @param topicFault why the topic does not fit, as a sentence; null where it does
 */
public record MqttInput(
    String topic,
    String slug,
    EntityType entityType,
    UUID entityUuid,
    PayloadFormat format,
    byte[] payload,
    int payloadSize,
    Instant arrivedAt,
    String topicFault) {

  /** The longest payload that travels with its bytes, 1 MiB. */
  public static final int MAX_PAYLOAD_BYTES = 1024 * 1024;
}
