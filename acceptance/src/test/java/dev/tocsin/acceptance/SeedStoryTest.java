package dev.tocsin.acceptance;

import static dev.tocsin.acceptance.Device.DOMAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.GraphQl;
import dev.tocsin.laboratory.Json;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The story of an energy management system and its smart meter, which the platform that Tocsin is
 * compatible with tells in its manual: every payload, field by field and in order.
 */
@ExtendWith(SharedTocsin.class)
@TestInstance(Lifecycle.PER_CLASS)
class SeedStoryTest {
  private final GraphQl graphQl;
  private final Console console;
  private final Device device;

  private String ems;
  private String meter;
  private String overload;
  private String malfunction;

  SeedStoryTest(RunningTocsin tocsin) {
    this.graphQl = tocsin.graphQl();
    this.console = tocsin.console();
    this.device = tocsin.device();
  }

  @BeforeAll
  void theEmsTheSmartMeterAndTheirEventModels() {
    overload =
        createModel(
            "energy-overload-model", "eventType: SINGLE_POINT, eventLevel: ERROR", "SYSTEM");
    malfunction =
        createModel(
            "smart-meter-malfunction-event", "eventType: RANGED, eventLevel: ERROR", "COMPONENT");
    ems = console.create("createSystem(code: \"ems\", name: \"Energy Management System\")");
    meter = console.createComponent(ems, console.createComponentModel(), "smart-meter-v2");
    device.listen(DOMAIN + "systems/" + ems + "/#", DOMAIN + "input/event/+/+/+/error");
  }

  @BeforeEach
  void forget() {
    device.forget();
  }

  @AfterAll
  void disconnect() {
    device.close();
  }

  @Test
  void aSystemEventIsAnsweredWithTheEventAndItsState() {
    device.send(
        Device.systemInput(ems),
        """
        {"eventModelCode": "energy-overload-model", "time": "2025-05-09T13:28:42.611276+00:00"}
        """);
    assertSystemEvent("2025-05-09T13:28:42.611276+00:00");
  }

  @Test
  void aSystemEventInMessagePackIsAnsweredAlike() {
    device.send(
        DOMAIN + "input/event/s/" + ems + "/msgpack",
        Json.messagePack(
            Map.of(
                "eventModelCode",
                "energy-overload-model",
                "time",
                "2025-05-09T13:28:43.611276+00:00")));
    assertSystemEvent("2025-05-09T13:28:43.611276+00:00");
  }

  @Test
  void aComponentEventIsAnsweredBelowItsComponent() {
    device.send(
        Device.componentInput(meter),
        """
        {"eventModelUuid": "%s", "time": "2025-05-07T10:02:00Z"}
        """
            .formatted(malfunction));
    assertComponentEvent("2025-05-07T10:02:00+00:00");
  }

  @Test
  void aComponentEventInMessagePackIsAnsweredAlike() {
    device.send(
        DOMAIN + "input/event/c/" + meter + "/msgpack",
        Json.messagePack(Map.of("eventModelUuid", malfunction, "time", "2025-05-07T10:03:00Z")));
    assertComponentEvent("2025-05-07T10:03:00+00:00");
  }

  @Test
  void anAcknowledgementIsAnsweredOverGraphQlAndToldOverMqtt() {
    device.send(
        Device.systemInput(ems),
        Map.of("eventModelCode", "energy-overload-model", "time", "2025-05-06T14:00:00Z"));
    String topic = device.awaitBelow(events(), 1).topic();
    String uuid = topic.substring(topic.lastIndexOf('/') + 1);
    assertThat(graphQl.ask("mutation { ackEvent(uuid: \"%s\") { ok } }".formatted(uuid)))
        .hasToString("{\"data\":{\"ackEvent\":{\"ok\":true}}}");
    assertThat(device.await(topic + "/ack").json().toString())
        .matches(
            Json.like(
                """
                {"time": "<time>", "userUuid": "<uuid>"}
                """));
    assertThat(device.await(topic).json().path("acknowledged").asBoolean()).isTrue();
  }

  @Test
  void anUnknownFieldIsAnsweredOnTheErrorTopic() {
    String topic = Device.systemInput(ems);
    device.send(
        topic,
        """
        {"eventModel": "energy-overload-model", "time": "2025-05-09T13:28:42.611276+00:00"}
        """);
    assertThat(device.await(topic + "/error").json().toString())
        .matches(
            Json.like(
                """
                {
                  "code": "SOME_DATA_INVALID",
                  "message": "Some Events couldn't be imported/updated.",
                  "stats": {"total": 1, "errors": 1, "imported": 0},
                  "errors": {
                    "0": [{"code": "validation_error", "message": {"eventModel": ["Unknown field."]}}]
                  }
                }
                """));
  }

  @Test
  void anUnknownModelIsAnsweredOnTheErrorTopic() {
    String topic = Device.componentInput(meter);
    device.send(
        topic,
        """
        {"eventModelCode": "en", "time": "2025-05-09T13:28:42.611276+00:00"}
        """);
    assertThat(device.await(topic + "/error").json().toString()).matches(Json.like(UNKNOWN_MODEL));
  }

  @Test
  void anErrorIsInTheFormatOfItsInput() {
    String topic = DOMAIN + "input/event/c/" + meter + "/msgpack";
    device.send(
        topic,
        Json.messagePack(
            Map.of("eventModelCode", "en", "time", "2025-05-09T13:28:42.611276+00:00")));
    byte[] error = device.await(topic + "/error").payload();
    assertThat(Json.readMessagePack(error).toString()).matches(Json.like(UNKNOWN_MODEL));
  }

  private static final String UNKNOWN_MODEL =
      """
      {
        "code": "SOME_DATA_INVALID",
        "message": "Some Events couldn't be imported/updated.",
        "stats": {"total": 1, "errors": 1, "imported": 0},
        "errors": {
          "0": [
            {
              "code": "event_model_does_not_exist",
              "message": "An event model with the code en does not exist"
            }
          ]
        }
      }
      """;

  private void assertSystemEvent(String time) {
    Message event = device.awaitBelow(events(), 1);
    assertThat(event.json().toString())
        .matches(
            Json.like(
                """
                {
                  "uuid": "%s",
                  "createdAt": "<utc>",
                  "updatedAt": "<utc>",
                  "entityUuid": "%s",
                  "time": "%s",
                  "endTime": null,
                  "status": null,
                  "acknowledged": false,
                  "eventModel": {
                    "uuid": "%s",
                    "entityType": "SYSTEM",
                    "eventType": "SINGLE_POINT",
                    "eventLevel": "ERROR",
                    "code": "energy-overload-model",
                    "message": null
                  },
                  "metadata": {}
                }
                """
                    .formatted(event.lastLevel(), ems, time, overload)));
    assertThat(device.await(event.topic() + "/state").text()).isEqualTo("ACTIVE");
  }

  private void assertComponentEvent(String time) {
    Message event =
        device.awaitBelow(DOMAIN + "systems/" + ems + "/components/smart-meter-v2/events", 1);
    assertThat(event.json().toString())
        .matches(
            Json.like(
                """
                {
                  "uuid": "%s",
                  "createdAt": "<utc>",
                  "updatedAt": "<utc>",
                  "entityUuid": "%s",
                  "time": "%s",
                  "endTime": null,
                  "status": "ACTIVE",
                  "acknowledged": false,
                  "eventModel": {
                    "uuid": "%s",
                    "entityType": "COMPONENT",
                    "eventType": "RANGED",
                    "eventLevel": "ERROR",
                    "code": "smart-meter-malfunction-event",
                    "message": null
                  },
                  "metadata": {}
                }
                """
                    .formatted(event.lastLevel(), meter, time, malfunction)));
    assertThat(device.await(event.topic() + "/state").text()).isEqualTo("ACTIVE");
  }

  private String createModel(String code, String arguments, String entityType) {
    String answer =
        graphQl
            .mutate(
                """
                createEventModel(code: "%s", %s, entityType: %s) {
                  uuid code status eventType eventLevel entityType
                }
                """
                    .formatted(code, arguments, entityType))
            .toString();
    assertThat(answer)
        .matches(
            Json.like(
                """
                {
                  "uuid": "<uuid>",
                  "code": "%s",
                  "status": "ACTIVATED",
                  "eventType": "%s",
                  "eventLevel": "ERROR",
                  "entityType": "%s"
                }
                """
                    .formatted(
                        code,
                        arguments.contains("RANGED") ? "RANGED" : "SINGLE_POINT",
                        entityType)));
    return Json.read(answer).path("uuid").asText();
  }

  private String events() {
    return DOMAIN + "systems/" + ems + "/events";
  }
}
