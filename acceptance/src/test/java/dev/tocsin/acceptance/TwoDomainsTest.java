package dev.tocsin.acceptance;

import static dev.tocsin.acceptance.Device.DOMAIN;
import static dev.tocsin.acceptance.Device.systemInput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.GraphQl;
import dev.tocsin.laboratory.Program;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two domains on one Kafka, one processor and one MQTT broker, each with operators of its own. */
@ExtendWith(SharedTocsin.class)
@TestInstance(Lifecycle.PER_CLASS)
class TwoDomainsTest {
  private static final String OTHER_DOMAIN = "drivr/v1/another-domain/";
  private static final String BEGIN = "2025-05-07T10:02:00Z";

  private final Console console;
  private final Device device;
  private final ThreeServices services;

  private GraphQl otherGraphQl;
  private Console other;
  private String system;
  private Model model;
  private String event;

  TwoDomainsTest(RunningTocsin tocsin) {
    console = tocsin.console();
    device = tocsin.device().listen("drivr/v1/+/systems/#", "drivr/v1/+/input/event/+/+/+/error");
    services =
        ThreeServices.prepared(
            tocsin.ports(), Program.newFolder("domains"), "tocsin.", List.of("query-api"));
  }

  @BeforeAll
  void start() {
    var queryApi = services.startQueryApi("other", "--tocsin.query.caller.domain=another-domain");
    services.awaitReadiness();
    otherGraphQl = new GraphQl(queryApi.port());
    other = new Console(otherGraphQl);
    system = console.createSystem();
    model = console.createModelOfSystems("RANGED", "");
    device.send(systemInput(system), Map.of("eventModelCode", model.code(), "time", BEGIN));
    Message told = device.awaitBelow(DOMAIN + "systems/" + system + "/events", 1);
    device.await(told.topic() + "/state");
    event = told.lastLevel();
    awaitShown(console.graphQl(), event);
  }

  @AfterAll
  void stop() {
    device.close();
    services.close();
  }

  @Test
  void aCodeMeansInEachDomainWhatItsOperatorsSay() {
    String otherModel =
        other.create(
            "createEventModel(code: \"%s\", entityType: SYSTEM, eventType: SINGLE_POINT, eventLevel: INFO)"
                .formatted(model.code()));
    String otherSystem = other.createSystem();

    device.send(
        input(OTHER_DOMAIN, otherSystem), Map.of("eventModelCode", model.code(), "time", BEGIN));

    Message told = device.awaitBelow(OTHER_DOMAIN + "systems/" + otherSystem + "/events", 1);
    assertThat(told.json().at("/eventModel/uuid").asText()).isEqualTo(otherModel);
    device.await(told.topic() + "/state");
    awaitShown(otherGraphQl, told.lastLevel());
    assertThat(device.unawaited()).isEmpty();
  }

  @Test
  void aDeviceReachesNothingOfAnotherDomain() {
    String otherSystem = other.createSystem();
    Map<String, Object> raise = Map.of("eventModelCode", model.code());

    assertThat(errorOf(input(OTHER_DOMAIN, system), raise)).isEqualTo("system_does_not_exist");
    assertThat(errorOf(input(OTHER_DOMAIN, otherSystem), Map.of("eventModelUuid", model.uuid())))
        .isEqualTo("event_model_does_not_exist");
    assertThat(errorOf(input(OTHER_DOMAIN, otherSystem), Map.of("uuid", event)))
        .isEqualTo("event_does_not_exist");
    assertThat(errorOf(systemInput(otherSystem), raise)).isEqualTo("system_does_not_exist");
    assertThat(device.unawaited()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system(uuid: \"%1$s\") { code }",
        "eventModel(uuid: \"%2$s\") { code }",
        "event(uuid: \"%3$s\") { status }"
      })
  void anOperatorFindsNothingOfAnotherDomain(String query) {
    String asked = "{ " + query.formatted(system, model.uuid(), event) + " }";

    assertThat(console.graphQl().get(asked).isNull()).isFalse();
    assertThat(otherGraphQl.error(asked).classification()).isEqualTo("NOT_FOUND");
  }

  @Test
  void noListHasAnythingOfAnotherDomain() {
    JsonNode systems = otherGraphQl.query("systems(limit: 1000) { items { uuid } }");
    JsonNode models = otherGraphQl.query("eventModels(limit: 1000) { items { uuid } }");
    JsonNode events =
        otherGraphQl.query("events(entityUuid: \"" + system + "\") { items { uuid } }");
    JsonNode counts =
        otherGraphQl.query(
            "aggregatedEvents(groupBy: SYSTEM, limit: 1000)"
                + " { items { groupingEntity { ... on System { uuid } } } }");

    assertThat(List.of(systems, models, events, counts))
        .allSatisfy(
            list -> assertThat(list.toString()).doesNotContain(system, model.uuid(), event));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "updateSystem(uuid: \"%1$s\", name: \"Mine\") { uuid }",
        "deleteSystem(uuid: \"%1$s\") { ok }",
        "updateEventModel(uuid: \"%2$s\", message: \"Mine\") { uuid }",
        "deleteEventModel(uuid: \"%2$s\", force: true) { ok }",
        "createEvent(entityUuid: \"%1$s\", eventModelUuid: \"%2$s\") { uuid }",
        "updateEvent(uuid: \"%3$s\", endTime: \"2025-05-07T11:00:00Z\") { uuid }",
        "ackEvent(uuid: \"%3$s\") { ok }",
        "deleteEvent(uuid: \"%3$s\") { ok }"
      })
  void anOperatorChangesNothingOfAnotherDomain(String mutation) {
    String asked = "mutation { " + mutation.formatted(system, model.uuid(), event) + " }";

    assertThat(otherGraphQl.error(asked).classification()).isEqualTo("NOT_FOUND");
    assertThat(
            console
                .graphQl()
                .query(
                    "event(uuid: \"%s\") { status acks { totalItems } eventModel { message }"
                            .formatted(event)
                        + " entity { ... on System { name } } }"))
        .hasToString(
            "{\"status\":\"ACTIVE\",\"acks\":{\"totalItems\":0},\"eventModel\":{\"message\":null},"
                + "\"entity\":{\"name\":\"A system\"}}");
  }

  /** What a device is told, queries show a moment later: nobody waits for it as for a mutation. */
  private static void awaitShown(GraphQl graphQl, String uuid) {
    await().until(() -> !graphQl.ask("{ event(uuid: \"" + uuid + "\") { uuid } }").has("errors"));
  }

  private String errorOf(String topic, Map<String, Object> entry) {
    device.send(topic, entry);
    return device.await(topic + "/error").json().at("/errors/0/0/code").asText();
  }

  private static String input(String domain, String system) {
    return domain + "input/event/s/" + system + "/json";
  }
}
