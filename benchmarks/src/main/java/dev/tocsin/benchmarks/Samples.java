package dev.tocsin.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.event.EventId;
import dev.tocsin.event.EventModelSnapshot;
import dev.tocsin.event.EventStatus;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.Status;
import dev.tocsin.registry.SystemConnectionState;
import dev.tocsin.registry.SystemEntity;
import dev.tocsin.time.InstantText;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/** One system, one model and what the system's device sends: the same in every benchmark. */
public final class Samples {
  public static final String SLUG = "company-example";
  public static final Instant NOW = Instant.parse("2025-05-09T13:28:42.658581Z");
  public static final UUID SYSTEM = UUID.fromString("792b6149-9cc8-4b95-98a4-57df2ca42fc4");
  public static final String MODEL_CODE = "energy-overload-model";

  private static final int LOAD = 412;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper MESSAGE_PACK = new ObjectMapper(new MessagePackFactory());

  private Samples() {}

  public static SystemEntity system() {
    return new SystemEntity(
        SYSTEM,
        SLUG,
        "ems-1",
        "Energy management",
        null,
        null,
        null,
        SystemConnectionState.UNDEFINED,
        null,
        Status.ACTIVATED,
        Metadata.NONE,
        NOW,
        NOW,
        1);
  }

  /** The code of one of many models; the first is {@link #model}'s. */
  static String modelCode(int number) {
    return number == 0 ? MODEL_CODE : MODEL_CODE + "-" + number;
  }

  public static EventModel model() {
    return model(UUID.fromString("c867ee9d-52f1-4819-9bfc-b64d6321a04b"), MODEL_CODE);
  }

  static EventModel model(UUID uuid, String code) {
    return new EventModel(
        uuid,
        SLUG,
        code,
        EventType.RANGED,
        EventLevel.WARNING,
        EntityType.SYSTEM,
        false,
        "The load is above the limit.",
        Status.ACTIVATED,
        Metadata.NONE,
        NOW,
        NOW,
        1);
  }

  /** What comes of {@link #entry} at {@link #NOW}. */
  public static EventChange created() {
    EventModel model = model();
    Event event =
        new Event(
            EventId.of(SYSTEM, model.uuid(), NOW),
            SLUG,
            SYSTEM,
            SYSTEM,
            null,
            EventModelSnapshot.of(model),
            NOW,
            null,
            EventStatus.ACTIVE,
            List.of(),
            Metadata.of(
                Map.of(
                    "load", new MetadataValue.Whole(LOAD),
                    "limit", new MetadataValue.Decimal(380.5),
                    "phase", new MetadataValue.Text("L1"))),
            NOW,
            NOW,
            1);
    return new EventChange(EventChangeType.CREATED, event);
  }

  /** What a device says: about 150 bytes of JSON. */
  public static Map<String, Object> entry(Instant time) {
    return entry(time, MODEL_CODE, LOAD);
  }

  private static Map<String, Object> entry(Instant time, String modelCode, int load) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("eventModelCode", modelCode);
    entry.put("time", InstantText.withOffset(time));
    entry.put("metadata", Map.of("load", load, "limit", 380.5, "phase", "L1"));
    return entry;
  }

  public static byte[] payload(PayloadFormat format, Instant time) {
    return payload(format, time, MODEL_CODE);
  }

  static byte[] payload(PayloadFormat format, Instant time, String modelCode) {
    return payload(format, time, modelCode, LOAD);
  }

  static byte[] payload(PayloadFormat format, Instant time, String modelCode, int load) {
    return bytes(format, entry(time, modelCode, load));
  }

  /** What ends the event that was raised at this time. */
  static byte[] ended(PayloadFormat format, Instant raised, Instant end) {
    Map<String, Object> entry = entry(raised);
    entry.put("endTime", InstantText.withOffset(end));
    return bytes(format, entry);
  }

  /** Entries a microsecond apart. */
  public static byte[] batch(PayloadFormat format, Instant time, int entries) {
    return bytes(
        format,
        IntStream.range(0, entries).mapToObj(i -> entry(time.plusNanos(i * 1000L))).toList());
  }

  public static MqttInput input(UUID system, PayloadFormat format, byte[] payload) {
    return new MqttInput(
        "drivr/v1/" + SLUG + "/input/event/s/" + system + "/" + format.level(),
        SLUG,
        EntityType.SYSTEM,
        system,
        format,
        payload,
        payload.length,
        NOW,
        null);
  }

  private static byte[] bytes(PayloadFormat format, Object content) {
    ObjectMapper mapper =
        switch (format) {
          case JSON -> JSON;
          case MSGPACK -> MESSAGE_PACK;
        };
    try {
      return mapper.writeValueAsBytes(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of texts and numbers can always be written", e);
    }
  }
}
