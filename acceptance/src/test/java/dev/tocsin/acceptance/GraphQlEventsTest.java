package dev.tocsin.acceptance;

import static dev.tocsin.acceptance.Device.DOMAIN;
import static dev.tocsin.acceptance.Device.systemInput;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.GraphQl;
import dev.tocsin.laboratory.GraphQl.GraphQlError;
import dev.tocsin.laboratory.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What users do with events. */
@ExtendWith(SharedTocsin.class)
class GraphQlEventsTest {
  private static final String BEGIN = "2025-05-07T10:02:00+00:00";
  private static final String END = "2025-05-07T11:00:00+00:00";

  private final RunningTocsin tocsin;
  private final GraphQl graphQl;
  private final Console console;

  private String system;
  private Model range;

  GraphQlEventsTest(RunningTocsin tocsin) {
    this.tocsin = tocsin;
    this.graphQl = tocsin.graphQl();
    this.console = tocsin.console();
  }

  @BeforeEach
  void aSystemWithAnEventModel() {
    system = console.createSystem();
    range = console.createModelOfSystems("RANGED", "");
  }

  @Test
  void anEventComesBackAsItIs() {
    JsonNode event =
        graphQl.mutate(
            """
            createEvent(entityUuid: "%s", eventModelUuid: "%s", time: "%s",
                metadataKeyValueStore: [{key: "kW", value: {integer: 400}}]) {
              time endTime status acknowledged entityUuid eventModelUuid
              eventModel { code } entity { ... on System { uuid } }
              metadataKeyValueStore { key ... on MetadataKeyValuePairInteger { value } }
              acks { totalItems }
            }
            """
                .formatted(system, range.uuid(), BEGIN));
    assertThat(event)
        .hasToString(
            Json.read(
                    """
                    {"time": "%s", "endTime": null, "status": "ACTIVE", "acknowledged": false,
                     "entityUuid": "%s", "eventModelUuid": "%s", "eventModel": {"code": "%s"},
                     "entity": {"uuid": "%s"}, "metadataKeyValueStore": [{"key": "kW", "value": 400}],
                     "acks": {"totalItems": 0}}
                    """
                        .formatted(BEGIN, system, range.uuid(), range.code(), system))
                .toString());
  }

  @Test
  void anEventOfUsersAndDevicesIsTheSameEvent() {
    String created = createEvent(", time: \"" + BEGIN + "\"");
    assertThat(createEvent(", time: \"2025-05-07T12:02:00+02:00\"")).isEqualTo(created);
    try (Device device = tocsin.device().listen(DOMAIN + "systems/" + system + "/#")) {
      device.send(
          systemInput(system),
          Map.of("eventModelCode", range.code(), "time", BEGIN, "endTime", END));
      assertThat(device.awaitBelow(DOMAIN + "systems/" + system + "/events", 1).lastLevel())
          .isEqualTo(created);
    }
  }

  @Test
  void anUpdateChangesOnlyWhatIsPassed() {
    String event = createEvent(", time: \"" + BEGIN + "\"");
    JsonNode resolved =
        graphQl.mutate(
            "updateEvent(uuid: \"%s\", endTime: \"%s\") { time endTime status }"
                .formatted(event, END));
    assertThat(resolved)
        .hasToString(
            "{\"time\":\"%s\",\"endTime\":\"%s\",\"status\":\"RESOLVED\"}".formatted(BEGIN, END));
  }

  @Test
  void anAcknowledgementIsListedOnce() {
    String event = createEvent("");
    console.run("ackEvent(uuid: \"" + event + "\")");
    console.run("ackEvent(uuid: \"" + event + "\")");
    JsonNode read =
        graphQl.query(
            """
            event(uuid: "%s") { acknowledged acks { totalItems items {
              uuid eventUuid userUuid time user { uuid } } } }
            """
                .formatted(event));
    assertThat(read.path("acknowledged").asBoolean()).isTrue();
    assertThat(read.at("/acks/totalItems").asInt()).isEqualTo(1);
    assertThat(read.at("/acks/items/0/eventUuid").asText()).isEqualTo(event);
    assertThat(read.at("/acks/items/0/user/uuid")).isEqualTo(read.at("/acks/items/0/userUuid"));
  }

  @Test
  void aDeletedEventIsUnknown() {
    String event = createEvent("");
    console.run("deleteEvent(uuid: \"" + event + "\")");
    assertThat(graphQl.error("{ event(uuid: \"" + event + "\") { uuid } }").classification())
        .isEqualTo("NOT_FOUND");
    assertThat(error("ackEvent(uuid: \"" + event + "\") { ok }").classification())
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void faultsThatMqttKnowsCarryItsCode() {
    String nobody = UUID.randomUUID().toString();
    assertError(system, nobody, "NOT_FOUND", "event_model_does_not_exist");
    assertError(nobody, range.uuid(), "NOT_FOUND", "system_does_not_exist");
    Model ofComponents = console.createModelOfComponents("RANGED", "");
    assertThat(createEventError(system, ofComponents.uuid()).code())
        .isEqualTo("event_model_entity_type_mismatch");
    Model asleep = console.createModelOfSystems("RANGED", ", status: DEACTIVATED");
    assertThat(createEventError(system, asleep.uuid()).code())
        .isEqualTo("event_model_not_activated");
    console.create("updateSystem(uuid: \"%s\", status: ARCHIVED)".formatted(system));
    assertThat(createEventError(system, range.uuid()).code()).isEqualTo("entity_archived");
  }

  @Test
  void anEndBeforeTheBeginningIsAValidationError() {
    GraphQlError error =
        error(
            "createEvent(entityUuid: \"%s\", eventModelUuid: \"%s\", time: \"%s\", endTime: \"%s\") { uuid }"
                .formatted(system, range.uuid(), END, BEGIN));
    assertThat(error.classification()).isEqualTo("VALIDATION");
    assertThat(error.code()).isEqualTo("validation_error");
  }

  @Test
  void eventsComeNewestFirstAndPageByPage() {
    List<String> created = new ArrayList<>();
    for (int minute = 0; minute < 5; minute++) {
      created.addFirst(createEvent(", time: \"2025-05-07T10:0%d:00Z\"".formatted(minute)));
    }
    List<String> read = new ArrayList<>();
    String after = "";
    do {
      JsonNode page =
          graphQl.query(
              "events(entityUuid: \"%s\", limit: 2 %s) { cursor limit items { uuid } }"
                  .formatted(system, after));
      assertThat(page.path("limit").asInt()).isEqualTo(2);
      read.addAll(page.findValuesAsText("uuid"));
      after =
          page.path("cursor").isNull() ? null : ", after: \"" + page.path("cursor").asText() + "\"";
    } while (after != null);
    assertThat(read).isEqualTo(created);
  }

  @Test
  void aListOfEventsIsNarrowedByItsArguments() {
    String early = createEvent(", time: \"2025-05-07T10:00:00Z\"");
    String late =
        createEvent(", time: \"2025-05-07T11:00:00Z\", endTime: \"2025-05-07T12:00:00Z\"");
    assertThat(uuids("status: [RESOLVED]")).containsExactly(late);
    assertThat(uuids("to: \"2025-05-07T11:00:00Z\"")).containsExactly(early);
    assertThat(uuids("from: \"2025-05-07T11:00:00Z\"")).containsExactly(late);
    assertThat(uuids("uuid: [\"%s\"]".formatted(early))).containsExactly(early);
    assertThat(uuids("eventModelUuid: \"%s\"".formatted(range.uuid())))
        .containsExactly(late, early);
    assertThat(uuids("orderBy: [{time: ASC}]")).containsExactly(early, late);
  }

  @Test
  void aCursorThatIsNoneIsAValidationError() {
    assertThat(graphQl.error("{ events(after: \"?\") { limit } }").classification())
        .isEqualTo("VALIDATION");
  }

  @Test
  void whatWasWrittenIsReadAtOnce() {
    for (int i = 0; i < 50; i++) {
      String event = createEvent(", time: \"2025-05-07T10:00:00.%06dZ\"".formatted(i));
      String status = "event(uuid: \"" + event + "\") { status acknowledged }";
      assertThat(graphQl.query(status).path("status").asText()).isEqualTo("ACTIVE");
      console.run("ackEvent(uuid: \"" + event + "\")");
      assertThat(graphQl.query(status).path("acknowledged").asBoolean()).isTrue();
    }
  }

  @Test
  void anInputRightAfterTheAnswerOfAMutationFindsWhatItMade() {
    try (Device device =
        tocsin.device().listen(DOMAIN + "systems/#", DOMAIN + "input/event/+/+/+/error")) {
      for (int i = 0; i < 100; i++) {
        Model model = console.createModelOfSystems("SINGLE_POINT", "");
        String entity = i % 10 == 0 ? console.createSystem() : system;
        device.send(systemInput(entity), Map.of("eventModelCode", model.code()));
        Message event = device.awaitBelow(DOMAIN + "systems/" + entity + "/events", 1);
        assertThat(event.json().at("/eventModel/uuid").asText()).isEqualTo(model.uuid());
      }
      assertThat(device.unawaited()).noneMatch(message -> message.topic().endsWith("/error"));
    }
  }

  private String createEvent(String arguments) {
    return console.create(
        "createEvent(entityUuid: \"%s\", eventModelUuid: \"%s\" %s)"
            .formatted(system, range.uuid(), arguments));
  }

  private List<String> uuids(String arguments) {
    return graphQl
        .query("events(entityUuid: \"%s\", %s) { items { uuid } }".formatted(system, arguments))
        .findValuesAsText("uuid");
  }

  private void assertError(String entity, String model, String classification, String code) {
    GraphQlError error = createEventError(entity, model);
    assertThat(error.classification()).isEqualTo(classification);
    assertThat(error.code()).isEqualTo(code);
  }

  private GraphQlError createEventError(String entity, String model) {
    return error(
        "createEvent(entityUuid: \"%s\", eventModelUuid: \"%s\") { uuid }"
            .formatted(entity, model));
  }

  private GraphQlError error(String mutation) {
    return graphQl.error("mutation { " + mutation + " }");
  }
}
