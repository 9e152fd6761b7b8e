package dev.tocsin.mqtt;

import static dev.tocsin.mqtt.Examples.EMS;
import static dev.tocsin.mqtt.Examples.OVERLOAD;
import static dev.tocsin.mqtt.Examples.USER;
import static dev.tocsin.mqtt.Examples.malfunction;
import static dev.tocsin.mqtt.Examples.overload;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.Ack;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.event.EventStatus;
import dev.tocsin.identity.NameUuid;
import dev.tocsin.metadata.Metadata;
import dev.tocsin.metadata.MetadataValue;
import dev.tocsin.registry.ChangeType;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.RegistryChange;
import dev.tocsin.registry.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublicationsTest {
  private static final String SYSTEM_EVENT =
      "drivr/v1/company-example/systems/792b6149-1daa-488f-b07a-f684503b0586"
          + "/events/a707aa3a-b44f-42e0-9ab8-b8efe13409c8";
  private static final String COMPONENT_EVENT =
      "drivr/v1/company-example/systems/792b6149-1daa-488f-b07a-f684503b0586"
          + "/components/smart-meter-v2/events/5c39a4e0-9813-4e7e-90dd-ac621ae8c6dd";
  private static final String MODEL =
      "drivr/v1/company-example/eventModels/c867ee9d-52f1-4819-9bfc-b64d6321a04b";

  private final Publications publications = new Publications("drivr/v1", false);
  private final Publications retaining = new Publications("drivr/v1", true);

  @Test
  void a_systems_new_event_is_told_as_the_guide_shows() {
    assertThat(texts(publications.of(change(EventChangeType.CREATED, overload()))))
        .containsExactly(
            SYSTEM_EVENT
                + " {\"uuid\":\"a707aa3a-b44f-42e0-9ab8-b8efe13409c8\","
                + "\"createdAt\":\"2025-05-09T13:28:42.658581\","
                + "\"updatedAt\":\"2025-05-09T13:28:42.658962\","
                + "\"entityUuid\":\"792b6149-1daa-488f-b07a-f684503b0586\","
                + "\"time\":\"2025-05-09T13:28:42.611276+00:00\",\"endTime\":null,"
                + "\"status\":null,\"acknowledged\":false,"
                + "\"eventModel\":{\"uuid\":\"c867ee9d-52f1-4819-9bfc-b64d6321a04b\","
                + "\"entityType\":\"SYSTEM\",\"eventType\":\"SINGLE_POINT\","
                + "\"eventLevel\":\"ERROR\",\"code\":\"energy-overload-model\","
                + "\"message\":null},\"metadata\":{}}",
            SYSTEM_EVENT + "/state ACTIVE");
  }

  @Test
  void a_components_new_event_is_told_as_the_guide_shows() {
    assertThat(
            texts(
                publications.of(change(EventChangeType.CREATED, malfunction(EventStatus.ACTIVE)))))
        .containsExactly(
            COMPONENT_EVENT
                + " {\"uuid\":\"5c39a4e0-9813-4e7e-90dd-ac621ae8c6dd\","
                + "\"createdAt\":\"2025-05-12T08:50:57.901967\","
                + "\"updatedAt\":\"2025-05-12T08:50:57.902972\","
                + "\"entityUuid\":\"6d6eb245-599e-42c6-b1a6-009805655fbd\","
                + "\"time\":\"2025-05-12T08:50:57.847702+00:00\",\"endTime\":null,"
                + "\"status\":\"ACTIVE\",\"acknowledged\":false,"
                + "\"eventModel\":{\"uuid\":\"6b5e0830-6d7d-4871-9c1a-4a6e899aa5c7\","
                + "\"entityType\":\"COMPONENT\",\"eventType\":\"RANGED\","
                + "\"eventLevel\":\"ERROR\",\"code\":\"smart-meter-malfunction-event\","
                + "\"message\":null},\"metadata\":{}}",
            COMPONENT_EVENT + "/state ACTIVE");
  }

  @Test
  void an_acknowledgement_is_told_as_the_guide_shows() {
    Ack earlier = new Ack(EMS, Instant.parse("2025-05-06T14:00:00Z"));
    Ack newest = new Ack(USER, Instant.parse("2025-05-06T14:39:44.368252Z"));

    List<String> told =
        texts(
            publications.of(
                change(
                    EventChangeType.ACKNOWLEDGED,
                    overload(List.of(earlier, newest), Metadata.NONE))));

    assertThat(told).hasSize(2);
    assertThat(told.getFirst()).startsWith(SYSTEM_EVENT + " {").contains("\"acknowledged\":true");
    assertThat(told.getLast())
        .isEqualTo(
            SYSTEM_EVENT
                + "/ack {\"time\":\"2025-05-06T14:39:44.368252+00:00\","
                + "\"userUuid\":\"8718ca2a-5134-41bb-ab81-b65cec310ab9\"}");
  }

  @Test
  void the_end_of_an_event_changes_its_state() {
    List<String> told =
        texts(publications.of(change(EventChangeType.RESOLVED, malfunction(EventStatus.RESOLVED))));

    assertThat(told.getFirst())
        .contains("\"endTime\":\"2025-05-12T09:00:00+00:00\",\"status\":\"RESOLVED\"");
    assertThat(told.subList(1, told.size())).containsExactly(COMPONENT_EVENT + "/state RESOLVED");
  }

  @Test
  void an_event_that_is_born_resolved_says_so() {
    assertThat(
            texts(
                publications.of(
                    change(EventChangeType.CREATED, malfunction(EventStatus.RESOLVED)))))
        .last()
        .isEqualTo(COMPONENT_EVENT + "/state RESOLVED");
  }

  @Test
  void an_update_tells_the_event_alone() {
    assertThat(publications.of(change(EventChangeType.UPDATED, overload())))
        .extracting(Publication::topic)
        .containsExactly(SYSTEM_EVENT);
  }

  @Test
  void a_deletion_tells_the_state_alone() {
    assertThat(texts(publications.of(change(EventChangeType.DELETED, overload()))))
        .containsExactly(SYSTEM_EVENT + "/state DELETED");
  }

  @Test
  void metadata_are_plain_values() {
    Metadata metadata =
        Metadata.of(
            Map.of(
                "text", new MetadataValue.Text("ü\"\n"),
                "whole", new MetadataValue.Whole(Long.MAX_VALUE),
                "decimal", new MetadataValue.Decimal(21.5),
                "bool", new MetadataValue.Bool(true),
                "at", new MetadataValue.Timestamp(Instant.parse("2025-01-01T00:00:00Z")),
                "uuid", new MetadataValue.Uuid(USER)));

    assertThat(
            texts(publications.of(change(EventChangeType.UPDATED, overload(List.of(), metadata))))
                .getFirst())
        .endsWith(
            "\"metadata\":{\"at\":\"2025-01-01T00:00:00+00:00\",\"bool\":true,"
                + "\"decimal\":21.5,\"text\":\"ü\\\"\\n\","
                + "\"uuid\":\"8718ca2a-5134-41bb-ab81-b65cec310ab9\","
                + "\"whole\":9223372036854775807}}");
  }

  @Test
  void nothing_about_events_is_retained_by_default() {
    for (EventChangeType type : EventChangeType.values()) {
      assertThat(publications.of(change(type, acknowledged())))
          .extracting(Publication::retained)
          .containsOnly(false);
    }
  }

  @Test
  void events_are_retained_while_they_are_open_where_the_settings_say_so() {
    assertThat(retaining.of(change(EventChangeType.CREATED, malfunction(EventStatus.ACTIVE))))
        .extracting(Publication::retained)
        .containsExactly(true, true);
    assertThat(retaining.of(change(EventChangeType.ACKNOWLEDGED, acknowledged())))
        .extracting(Publication::retained)
        .containsExactly(true, false);
    assertThat(retaining.of(change(EventChangeType.UPDATED, malfunction(EventStatus.RESOLVED))))
        .extracting(Publication::retained)
        .containsExactly(false);
  }

  @Test
  void what_was_retained_is_cleared_when_the_event_is_resolved_or_deleted() {
    List<Publication> resolved =
        retaining.of(change(EventChangeType.RESOLVED, malfunction(EventStatus.RESOLVED)));
    List<Publication> deleted =
        retaining.of(change(EventChangeType.DELETED, malfunction(EventStatus.ACTIVE)));

    assertThat(resolved).hasSize(4);
    assertThat(deleted).hasSize(3);
    assertThat(cleared(resolved))
        .containsExactly(COMPONENT_EVENT, COMPONENT_EVENT + "/state")
        .isEqualTo(cleared(deleted));
  }

  @Test
  void a_new_model_is_retained_and_says_that_it_was_created_and_its_status() {
    List<Publication> told =
        publications.of(new RegistryChange<>(ChangeType.CREATED, OVERLOAD, null));

    assertThat(texts(told))
        .containsExactly(
            MODEL
                + " {\"uuid\":\"c867ee9d-52f1-4819-9bfc-b64d6321a04b\","
                + "\"code\":\"energy-overload-model\",\"eventLevel\":\"ERROR\","
                + "\"eventType\":\"SINGLE_POINT\",\"entityType\":\"SYSTEM\","
                + "\"limitToPrototypes\":false,\"message\":null,\"domainUuid\":\""
                + NameUuid.ofDomain("company-example")
                + "\",\"metadata\":{},\"status\":\"ACTIVATED\","
                + "\"createdAt\":\"2025-05-09T13:00:00+00:00\","
                + "\"updatedAt\":\"2025-05-09T13:00:00.000001+00:00\"}",
            MODEL + "/state CREATED",
            MODEL + "/state ACTIVATED");
    assertThat(told).extracting(Publication::retained).containsOnly(true);
  }

  @Test
  void an_updated_model_tells_its_status_only_where_it_changed() {
    EventModel deactivated = withStatus(Status.DEACTIVATED);

    assertThat(
            publications.of(new RegistryChange<>(ChangeType.UPDATED, OVERLOAD, Status.ACTIVATED)))
        .extracting(Publication::topic)
        .containsExactly(MODEL);
    assertThat(
            texts(
                publications.of(
                    new RegistryChange<>(ChangeType.UPDATED, deactivated, Status.ACTIVATED))))
        .last()
        .isEqualTo(MODEL + "/state DEACTIVATED");
  }

  @Test
  void a_deleted_model_is_cleared_and_its_state_stays() {
    List<Publication> told =
        publications.of(new RegistryChange<>(ChangeType.DELETED, OVERLOAD, Status.ACTIVATED));

    assertThat(texts(told)).containsExactly(MODEL + " ", MODEL + "/state DELETED");
    assertThat(told).extracting(Publication::retained).containsOnly(true);
  }

  @Test
  void a_component_code_that_makes_a_topic_too_long_for_mqtt_is_noticed() {
    assertThat(fits(malfunction("x".repeat(65_000), EventStatus.ACTIVE))).isTrue();
    assertThat(fits(malfunction("x".repeat(65_500), EventStatus.ACTIVE))).isFalse();
    assertThat(fits(malfunction("ü".repeat(33_000), EventStatus.ACTIVE))).isFalse();
  }

  private boolean fits(Event event) {
    return publications.of(change(EventChangeType.UPDATED, event)).getFirst().fitsMqtt();
  }

  private static EventChange change(EventChangeType type, Event event) {
    return new EventChange(type, event);
  }

  private static Event acknowledged() {
    return overload(List.of(new Ack(USER, Instant.EPOCH)), Metadata.NONE);
  }

  private static EventModel withStatus(Status status) {
    return new EventModel(
        OVERLOAD.uuid(),
        OVERLOAD.slug(),
        OVERLOAD.code(),
        OVERLOAD.eventType(),
        OVERLOAD.eventLevel(),
        OVERLOAD.entityType(),
        OVERLOAD.limitToPrototypes(),
        OVERLOAD.message(),
        status,
        OVERLOAD.metadata(),
        OVERLOAD.createdAt(),
        OVERLOAD.updatedAt(),
        2);
  }

  private static List<String> texts(List<Publication> publications) {
    return publications.stream()
        .map(message -> message.topic() + " " + new String(message.payload(), UTF_8))
        .toList();
  }

  private static List<String> cleared(List<Publication> publications) {
    return publications.stream()
        .filter(message -> message.retained() && message.payload().length == 0)
        .map(Publication::topic)
        .toList();
  }
}
