package dev.tocsin.mqtt;

import dev.tocsin.event.PayloadFormat;
import dev.tocsin.identity.NameUuid;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.registry.EntityType;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;

/** A message on its way to Kafka: as it was received, and when. */
record Arrival(InputMessage message, Instant time, long nanos, boolean withPayload) {

  // What a message weighs in memory besides what its sender can make large.
  private static final int ENVELOPE_BYTES = 512;

  Arrival(InputMessage message, Instant time, long nanos) {
    this(message, time, nanos, message.payload().remaining() <= MqttInput.MAX_PAYLOAD_BYTES);
  }

  Arrival withoutPayload() {
    return new Arrival(message, time, nanos, false);
  }

  int bytes() {
    return ENVELOPE_BYTES
        + Character.BYTES * message.topic().length()
        + message.propertyBytes()
        + message.payload().remaining();
  }

  MqttInput from(InputTopic.Address address) {
    return input(
        address.slug(), address.entityType(), address.entityUuid(), address.format(), null);
  }

  MqttInput from(InputTopic.Fault fault) {
    return input(fault.slug(), null, null, fault.format(), fault.reason());
  }

  /** What its record is keyed by: its entity, or where it names none, its topic. */
  static UUID key(MqttInput input) {
    return input.entityUuid() == null
        ? NameUuid.of(NameUuid.TOCSIN, input.topic())
        : input.entityUuid();
  }

  private MqttInput input(
      String slug, EntityType entityType, UUID entityUuid, PayloadFormat format, String fault) {
    return new MqttInput(
        message.topic(),
        slug,
        entityType,
        entityUuid,
        format,
        withPayload ? Utils.toArray(message.payload()) : null,
        message.payload().remaining(),
        time,
        fault);
  }
}
