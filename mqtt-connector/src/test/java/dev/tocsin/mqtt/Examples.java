package dev.tocsin.mqtt;

import dev.tocsin.event.Ack;
import dev.tocsin.event.EntryError;
import dev.tocsin.event.ErrorCode;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventModelSnapshot;
import dev.tocsin.event.EventStatus;
import dev.tocsin.event.FieldErrors;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.event.Rejection;
import dev.tocsin.kafka.message.EventRejection;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The things that the guide's story is about. */
final class Examples {
  static final UUID EMS = UUID.fromString("792b6149-1daa-488f-b07a-f684503b0586");
  static final UUID METER = UUID.fromString("6d6eb245-599e-42c6-b1a6-009805655fbd");
  static final UUID USER = UUID.fromString("8718ca2a-5134-41bb-ab81-b65cec310ab9");

  static final EventModel OVERLOAD =
      new EventModel(
          UUID.fromString("c867ee9d-52f1-4819-9bfc-b64d6321a04b"),
          "company-example",
          "energy-overload-model",
          EventType.SINGLE_POINT,
          EventLevel.ERROR,
          EntityType.SYSTEM,
          false,
          null,
          Status.ACTIVATED,
          Metadata.NONE,
          Instant.parse("2025-05-09T13:00:00Z"),
          Instant.parse("2025-05-09T13:00:00.000001Z"),
          1);

  static final EventModel MALFUNCTION =
      new EventModel(
          UUID.fromString("6b5e0830-6d7d-4871-9c1a-4a6e899aa5c7"),
          "company-example",
          "smart-meter-malfunction-event",
          EventType.RANGED,
          EventLevel.ERROR,
          EntityType.COMPONENT,
          false,
          null,
          Status.ACTIVATED,
          Metadata.NONE,
          Instant.parse("2025-05-09T13:00:00Z"),
          Instant.parse("2025-05-09T13:00:00Z"),
          1);

  static final EntryError UNKNOWN_FIELD =
      new EntryError(
          ErrorCode.VALIDATION_ERROR, null, FieldErrors.of("eventModel", "Unknown field."));

  private Examples() {}

  /** An input on this topic that has something wrong with it. */
  static EventRejection rejected(String topic, PayloadFormat format, Rejection rejection) {
    MqttInput input =
        new MqttInput(
            topic,
            "company-example",
            EntityType.SYSTEM,
            EMS,
            format,
            new byte[0],
            0,
            Instant.EPOCH,
            null);
    return new EventRejection(input, rejection, Instant.EPOCH);
  }

  static Event overload() {
    return overload(List.of(), Metadata.NONE);
  }

  static Event overload(List<Ack> acks, Metadata metadata) {
    return new Event(
        UUID.fromString("a707aa3a-b44f-42e0-9ab8-b8efe13409c8"),
        "company-example",
        EMS,
        EMS,
        null,
        EventModelSnapshot.of(OVERLOAD),
        Instant.parse("2025-05-09T13:28:42.611276Z"),
        null,
        null,
        acks,
        metadata,
        Instant.parse("2025-05-09T13:28:42.658581Z"),
        Instant.parse("2025-05-09T13:28:42.658962Z"),
        1);
  }

  static Event malfunction(EventStatus status) {
    return malfunction("smart-meter-v2", status);
  }

  static Event malfunction(String componentCode, EventStatus status) {
    return new Event(
        UUID.fromString("5c39a4e0-9813-4e7e-90dd-ac621ae8c6dd"),
        "company-example",
        METER,
        EMS,
        componentCode,
        EventModelSnapshot.of(MALFUNCTION),
        Instant.parse("2025-05-12T08:50:57.847702Z"),
        status == EventStatus.RESOLVED ? Instant.parse("2025-05-12T09:00:00Z") : null,
        status,
        List.of(),
        Metadata.NONE,
        Instant.parse("2025-05-12T08:50:57.901967Z"),
        Instant.parse("2025-05-12T08:50:57.902972Z"),
        1);
  }
}
