package dev.tocsin.acceptance;

import static dev.tocsin.acceptance.Device.DOMAIN;
import static dev.tocsin.acceptance.Device.componentInput;
import static dev.tocsin.acceptance.Device.systemInput;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.Json;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bad input gets: exactly one answer, whatever it is, and no part stops. */
@ExtendWith(SharedTocsin.class)
class MqttErrorsTest {
  private static final String ZEROS = "{\"total\":0,\"errors\":0,\"imported\":0}";

  private final Console console;
  private final Device device;

  private String system;
  private Model point;

  MqttErrorsTest(RunningTocsin tocsin) {
    this.console = tocsin.console();
    this.device = tocsin.device();
  }

  @BeforeEach
  void aSystem() {
    system = console.createSystem();
    point = console.createModelOfSystems("SINGLE_POINT", "");
    device.listen(DOMAIN + "systems/" + system + "/#", DOMAIN + "input/event/#");
  }

  @AfterEach
  void everythingStillWorks() {
    device.forget();
    device.send(systemInput(system), Map.of("eventModelCode", point.code()));
    device.awaitBelow(DOMAIN + "systems/" + system + "/events", 1);
    device.close();
  }

  @Test
  void everyFieldThatIsWrongIsNamed() {
    assertThat(
            entryErrors(
                "{\"eventModelCode\": 7, \"time\": \"yesterday\", \"endTime\": 1, \"metadata\": []}"))
        .hasToString(
            "[{\"code\":\"validation_error\",\"message\":{"
                + "\"eventModelCode\":[\"Not a valid string.\"],"
                + "\"time\":[\"Not a valid datetime.\"],"
                + "\"endTime\":[\"Not a valid datetime.\"],"
                + "\"metadata\":[\"Not a valid mapping type.\"]}}]");
  }

  @Test
  void aMissingModelIsNamed() {
    assertThat(entryErrors("{}"))
        .hasToString(
            "[{\"code\":\"validation_error\",\"message\":{"
                + "\"eventModelCode\":[\"Missing data for required field.\"]}}]");
    assertThat(entryErrors("{\"eventModelCode\": null}"))
        .hasToString(
            "[{\"code\":\"validation_error\",\"message\":{"
                + "\"eventModelCode\":[\"Field may not be null.\"]}}]");
  }

  @Test
  void twoModelsAreOneTooMany() {
    assertThat(
            entryErrors(
                    "{\"eventModelCode\": \"%s\", \"eventModelUuid\": \"%s\"}"
                        .formatted(point.code(), point.uuid()))
                .at("/0/message"))
        .hasToString(
            "{\"_schema\":[\"Only one of eventModelCode and eventModelUuid may be given.\"]}");
  }

  @Test
  void aUuidThatIsNoneIsNamed() {
    assertThat(entryErrors("{\"eventModelUuid\": \"1-1-1-1-1\"}").at("/0/message"))
        .hasToString("{\"eventModelUuid\":[\"Not a valid UUID.\"]}");
  }

  @Test
  void nestedMetadataIsNamed() {
    assertThat(
            entryErrors(
                    "{\"eventModelCode\": \"%s\", \"metadata\": {\"a\": {\"b\": 1}}}"
                        .formatted(point.code()))
                .at("/0/message"))
        .hasToString(
            "{\"metadata\":[\"The value of a is not a valid string, number, boolean or null.\"]}");
  }

  @Test
  void anEndOfASinglePointEventIsNamed() {
    assertThat(
            entryErrors(
                    ("{\"eventModelCode\": \"%s\", \"time\": \"2025-05-07T10:02:00Z\","
                            + " \"endTime\": \"2025-05-07T10:02:00Z\"}")
                        .formatted(point.code()))
                .at("/0/message"))
        .hasToString("{\"endTime\":[\"Not allowed for a SINGLE_POINT event.\"]}");
  }

  @Test
  void anUnknownEventIsNamed() {
    String uuid = UUID.randomUUID().toString();
    assertThat(entryErrors("{\"uuid\": \"" + uuid + "\"}"))
        .hasToString(
            "[{\"code\":\"event_does_not_exist\",\"message\":\"An event with the uuid "
                + uuid
                + " does not exist\"}]");
  }

  @Test
  void aModelThatIsNotActivatedIsNamed() {
    Model model = console.createModelOfSystems("RANGED", ", status: DEACTIVATED");
    assertThat(codes(entryErrors(raise(model)))).containsExactly("event_model_not_activated");
  }

  @Test
  void aModelOfTheOtherEntityTypeIsNamed() {
    Model model = console.createModelOfComponents("RANGED", "");
    assertThat(codes(entryErrors(raise(model))))
        .containsExactly("event_model_entity_type_mismatch");
  }

  @Test
  void aModelLimitedToPrototypesNeedsALink() {
    Model model = console.createModelOfComponents("RANGED", ", limitToPrototypes: true");
    String componentModel = console.createComponentModel();
    String component = console.createComponent(system, componentModel, "meter");
    String topic = componentInput(component);
    device.send(topic, raise(model));
    assertThat(codes(device.await(topic + "/error").json().at("/errors/0")))
        .containsExactly("event_model_not_linked");
    console.link(model, componentModel);
    device.send(topic, raise(model));
    device.awaitBelow(DOMAIN + "systems/" + system + "/components/meter/events", 1);
  }

  @Test
  void anUnknownSystemOrComponentIsNamed() {
    String nobody = UUID.randomUUID().toString();
    device.send(systemInput(nobody), raise(point));
    assertThat(device.await(systemInput(nobody) + "/error").json().at("/errors/0"))
        .hasToString(
            "[{\"code\":\"system_does_not_exist\",\"message\":\"A system with the uuid "
                + nobody
                + " does not exist\"}]");
    device.send(componentInput(nobody), raise(console.createModelOfComponents("RANGED", "")));
    assertThat(codes(device.await(componentInput(nobody) + "/error").json().at("/errors/0")))
        .containsExactly("component_does_not_exist");
  }

  @Test
  void anArchivedSystemRaisesNothing() {
    String archived = console.createSystem();
    console.create("updateSystem(uuid: \"%s\", status: ARCHIVED)".formatted(archived));
    device.send(systemInput(archived), raise(point));
    assertThat(codes(device.await(systemInput(archived) + "/error").json().at("/errors/0")))
        .containsExactly("entity_archived");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "nonsense",
        "{\"a\": 1} trailing",
        "42",
        "null",
        "\"text\"",
        "{\"eventModelCode\": \"\u0001\"}",
        "[1"
      })
  void whatIsNeitherObjectNorArrayIsInvalidAsAWhole(String payload) {
    JsonNode error = error(systemInput(system), payload.getBytes(UTF_8));
    assertThat(error.path("code").asText()).isEqualTo("PAYLOAD_INVALID");
    assertThat(error.path("stats")).hasToString(ZEROS);
    assertThat(error.path("message").asText()).isNotBlank().doesNotContain("Exception");
  }

  @Test
  void deeplyNestedPayloadsAreInvalid() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);
    assertThat(error(systemInput(system), deep.getBytes(UTF_8)).path("code").asText())
        .isEqualTo("PAYLOAD_INVALID");
    String object = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
    assertThat(error(systemInput(system), object.getBytes(UTF_8)).path("code").asText())
        .isEqualTo("PAYLOAD_INVALID");
    byte[] arrays = new byte[10_000];
    Arrays.fill(arrays, (byte) 0x91);
    assertThat(messagePackError(arrays).path("code").asText()).isEqualTo("PAYLOAD_INVALID");
  }

  @Test
  void messagePackThatClaimsMoreThanItHoldsIsInvalid() {
    for (byte[] bytes :
        List.of(
            new byte[] {(byte) 0xdd, (byte) 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff},
            new byte[] {(byte) 0xdf, (byte) 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff},
            new byte[] {(byte) 0xdb, (byte) 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff},
            new byte[] {(byte) 0xc6, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff},
            new byte[] {(byte) 0xc1},
            new byte[0])) {
      assertThat(messagePackError(bytes).path("code").asText()).isEqualTo("PAYLOAD_INVALID");
    }
  }

  @Test
  void everyPieceOfNoiseIsAnsweredOnce() {
    Random noise = new Random(42);
    int messages = 100;
    for (int i = 0; i < messages; i++) {
      byte[] bytes = new byte[1 + noise.nextInt(64)];
      noise.nextBytes(bytes);
      String format = i % 2 == 0 ? "json" : "msgpack";
      device.send(DOMAIN + "input/event/s/" + system + "/" + format, bytes);
    }
    for (int i = 0; i < messages; i++) {
      String format = i % 2 == 0 ? "json" : "msgpack";
      device.await(DOMAIN + "input/event/s/" + system + "/" + format + "/error");
    }
    assertThat(device.unawaited()).noneMatch(message -> message.topic().endsWith("/error"));
  }

  @Test
  void aPayloadOverOneMebibyteIsTooLarge() {
    byte[] large = new byte[1024 * 1024 + 1];
    Arrays.fill(large, (byte) ' ');
    JsonNode error = error(systemInput(system), large);
    assertThat(error.path("code").asText()).isEqualTo("PAYLOAD_TOO_LARGE");
    assertThat(error.path("stats")).hasToString(ZEROS);
  }

  @Test
  void aBatchOfMoreThanAThousandIsTooLarge() {
    JsonNode error =
        error(
            systemInput(system), Json.write(Collections.nCopies(1_001, Map.of())).getBytes(UTF_8));
    assertThat(error.path("code").asText()).isEqualTo("PAYLOAD_TOO_LARGE");
    assertThat(error.path("stats")).hasToString(ZEROS);
  }

  @Test
  void aBatchOfAThousandIsReadAndEveryEntryAnswered() {
    JsonNode error =
        error(
            systemInput(system), Json.write(Collections.nCopies(1_000, Map.of())).getBytes(UTF_8));
    assertThat(error.path("stats")).hasToString("{\"total\":1000,\"errors\":1000,\"imported\":0}");
    assertThat(error.path("errors")).hasSize(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s/not-a-uuid/json",
        "s/1-1-1-1-1/json",
        "x/792b6149-1daa-488f-b07a-f684503b0586/json",
        "s/792b6149-1daa-488f-b07a-f684503b0586/xml",
        "s/792b6149-1daa-488f-b07a-f684503b0586",
        "s/792b6149-1daa-488f-b07a-f684503b0586/json/more",
        "s"
      })
  void aTopicThatFitsNoPatternIsAnswered(String levels) {
    String topic = DOMAIN + "input/event/" + levels;
    device.send(topic, raise(point));
    JsonNode error = device.await(topic + "/error").json();
    assertThat(error.path("code").asText()).isEqualTo("TOPIC_INVALID");
    assertThat(error.path("stats")).hasToString(ZEROS);
  }

  @Test
  void whatIsSentToAnErrorTopicIsNotAnswered() {
    String topic = systemInput(system) + "/error";
    device.send(topic, "{}");
    assertThat(device.await(topic).text()).isEqualTo("{}");
    device.send(systemInput(system), raise(point));
    device.awaitBelow(DOMAIN + "systems/" + system + "/events", 1);
    assertThat(device.unawaited()).noneMatch(message -> message.topic().contains("/error"));
  }

  private JsonNode entryErrors(String entry) {
    device.send(systemInput(system), entry);
    JsonNode error = device.await(systemInput(system) + "/error").json();
    assertThat(error.path("code").asText()).isEqualTo("SOME_DATA_INVALID");
    assertThat(error.path("stats")).hasToString("{\"total\":1,\"errors\":1,\"imported\":0}");
    return error.at("/errors/0");
  }

  private JsonNode error(String topic, byte[] payload) {
    device.send(topic, payload);
    return device.await(topic + "/error").json();
  }

  private JsonNode messagePackError(byte[] payload) {
    String topic = DOMAIN + "input/event/s/" + system + "/msgpack";
    device.send(topic, payload);
    return Json.readMessagePack(device.await(topic + "/error").payload());
  }

  private static String raise(Model model) {
    return "{\"eventModelUuid\": \"" + model.uuid() + "\"}";
  }

  private static List<String> codes(JsonNode errors) {
    return errors.findValuesAsText("code");
  }
}
