package dev.tocsin.acceptance;

import static dev.tocsin.acceptance.Device.DOMAIN;
import static dev.tocsin.acceptance.Device.systemInput;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How devices raise and change events, beyond the seed's story. */
@ExtendWith(SharedTocsin.class)
class MqttContractTest {
  private static final String BEGIN = "2025-05-07T10:02:00Z";
  private static final String END = "2025-05-07T11:00:00Z";

  private final RunningTocsin tocsin;
  private final Console console;
  private final Device device;

  private String system;
  private Model point;
  private Model range;
  private String events;

  MqttContractTest(RunningTocsin tocsin) {
    this.tocsin = tocsin;
    this.console = tocsin.console();
    this.device = tocsin.device();
  }

  @BeforeEach
  void aSystemWithTwoEventModels() {
    system = console.createSystem();
    point = console.createModelOfSystems("SINGLE_POINT", "");
    range = console.createModelOfSystems("RANGED", "");
    events = DOMAIN + "systems/" + system + "/events";
    device.listen(DOMAIN + "systems/" + system + "/#", systemInput(system) + "/error");
  }

  @AfterEach
  void disconnect() {
    device.close();
  }

  @Test
  void aBatchImportsItsGoodEntriesAndReportsItsBadOnes() {
    device.send(
        systemInput(system),
        Json.write(
            List.of(
                Map.of("eventModelCode", point.code(), "time", BEGIN),
                Map.of("eventModelCode", "en"),
                "no entry",
                Map.of(
                    "eventModelUuid", range.uuid(), "time", BEGIN, "metadata", Map.of("a", 1)))));
    JsonNode error = device.await(systemInput(system) + "/error").json();
    assertThat(error.path("stats")).hasToString("{\"total\":4,\"errors\":2,\"imported\":2}");
    assertThat(error.path("errors").toString())
        .isEqualTo(
            "{\"1\":[{\"code\":\"event_model_does_not_exist\","
                + "\"message\":\"An event model with the code en does not exist\"}],"
                + "\"2\":[{\"code\":\"validation_error\","
                + "\"message\":{\"_schema\":[\"Invalid input type.\"]}}]}");
    List<String> raised =
        List.of(
            device.awaitBelow(events, 1).json().at("/eventModel/code").asText(),
            device.awaitBelow(events, 1).json().at("/eventModel/code").asText());
    assertThat(raised).containsExactlyInAnyOrder(point.code(), range.code());
  }

  @Test
  void anEmptyBatchIsNoError() {
    device.send(systemInput(system), "[]");
    assertOnlyFenceArrives();
  }

  @Test
  void theSameMessageTwiceIsOneEvent() {
    Map<String, Object> opening = Map.of("eventModelCode", range.code(), "time", BEGIN);
    device.send(systemInput(system), opening);
    device.awaitBelow(events, 1);
    device.awaitBelow(events, 2);
    device.send(systemInput(system), opening);
    device.send(systemInput(system), opening);
    assertOnlyFenceArrives();
  }

  @Test
  void modelAndTimeAgainWithAnEndResolveTheEvent() {
    device.send(systemInput(system), Map.of("eventModelCode", range.code(), "time", BEGIN));
    Message opened = device.awaitBelow(events, 1);
    assertThat(device.await(opened.topic() + "/state").text()).isEqualTo("ACTIVE");
    device.send(
        systemInput(system), Map.of("eventModelUuid", range.uuid(), "time", BEGIN, "endTime", END));
    JsonNode resolved = device.await(opened.topic()).json();
    assertThat(resolved.path("status").asText()).isEqualTo("RESOLVED");
    assertThat(resolved.path("endTime").asText()).isEqualTo("2025-05-07T11:00:00+00:00");
    assertThat(resolved.path("createdAt")).isEqualTo(opened.json().path("createdAt"));
    assertThat(device.await(opened.topic() + "/state").text()).isEqualTo("RESOLVED");
  }

  @Test
  void aClosingMayArriveBeforeItsOpening() {
    device.send(
        systemInput(system), Map.of("eventModelCode", range.code(), "time", BEGIN, "endTime", END));
    Message closed = device.awaitBelow(events, 1);
    assertThat(device.await(closed.topic() + "/state").text()).isEqualTo("RESOLVED");
    device.send(systemInput(system), Map.of("eventModelCode", range.code(), "time", BEGIN));
    assertOnlyFenceArrives();
  }

  @Test
  void anEntryWithTheUuidUpdatesTheEventAndMergesItsMetadata() {
    device.send(
        systemInput(system),
        Map.of(
            "eventModelCode",
            range.code(),
            "time",
            BEGIN,
            "metadata",
            Map.of("a", 1, "b", "two", "c", true, "d", 0.5)));
    Message event = device.awaitBelow(events, 1);
    assertThat(event.json().path("metadata"))
        .hasToString("{\"a\":1,\"b\":\"two\",\"c\":true,\"d\":0.5}");
    Map<String, Object> patch = new HashMap<>();
    patch.put("a", null);
    patch.put("e", "new");
    device.send(systemInput(system), Map.of("uuid", event.lastLevel(), "metadata", patch));
    JsonNode updated = device.await(event.topic()).json();
    assertThat(updated.path("metadata"))
        .hasToString("{\"b\":\"two\",\"c\":true,\"d\":0.5,\"e\":\"new\"}");
    assertThat(updated.path("status").asText()).isEqualTo("ACTIVE");
  }

  @Test
  void withoutATimeTheEventHappenedWhenItArrived() {
    Instant before = Instant.now().minusMillis(1);
    device.send(systemInput(system), Map.of("eventModelCode", point.code()));
    String time = device.awaitBelow(events, 1).json().path("time").asText();
    assertThat(Instant.parse(time.replace("+00:00", "Z"))).isBetween(before, Instant.now());
  }

  @Test
  void messagePackMayCarryItsOwnTimestamps() {
    Instant time = Instant.parse("2025-05-07T10:02:00.123456Z");
    device.send(
        DOMAIN + "input/event/s/" + system + "/msgpack",
        Json.messagePack(Map.of("eventModelCode", point.code(), "time", time)));
    assertThat(device.awaitBelow(events, 1).json().path("time").asText())
        .isEqualTo("2025-05-07T10:02:00.123456+00:00");
  }

  @ParameterizedTest
  @EnumSource(MqttQos.class)
  void everyQualityOfServiceIsServed(MqttQos qos) {
    byte[] entry =
        Json.write(Map.of("eventModelCode", point.code())).getBytes(StandardCharsets.UTF_8);
    device.send(systemInput(system), entry, qos);
    Message event = device.awaitBelow(events, 1);
    assertThat(event.qos()).isEqualTo(1);
    assertThat(event.retained()).isFalse();
  }

  @Test
  void anMqtt3ClientIsServedAlike() throws Exception {
    Mqtt3BlockingClient old =
        Mqtt3Client.builder()
            .serverHost("127.0.0.1")
            .serverPort(tocsin.ports().mqtt())
            .buildBlocking();
    old.connect();
    try (var publishes = old.publishes(MqttGlobalPublishFilter.SUBSCRIBED)) {
      old.subscribeWith().topicFilter(events + "/+").qos(MqttQos.AT_MOST_ONCE).send();
      old.publishWith()
          .topic(systemInput(system))
          .qos(MqttQos.EXACTLY_ONCE)
          .payload(
              Json.write(Map.of("eventModelCode", point.code())).getBytes(StandardCharsets.UTF_8))
          .send();
      assertThat(publishes.receive().getQos()).isEqualTo(MqttQos.AT_MOST_ONCE);
    } finally {
      old.disconnect();
    }
  }

  @Test
  void aDeletedEventSaysSo() {
    device.send(systemInput(system), Map.of("eventModelCode", range.code(), "time", BEGIN));
    Message event = device.awaitBelow(events, 1);
    assertThat(device.await(event.topic() + "/state").text()).isEqualTo("ACTIVE");
    console.run("deleteEvent(uuid: \"" + event.lastLevel() + "\")");
    assertThat(device.await(event.topic() + "/state").text()).isEqualTo("DELETED");
  }

  @Test
  void aDomainsThingsAreUnknownUnderAnotherSlug() {
    String foreign = "drivr/v1/another/input/event/s/" + system + "/json";
    device.listen(foreign + "/error");
    device.send(foreign, Map.of("eventModelCode", point.code()));
    JsonNode errors = device.await(foreign + "/error").json().at("/errors/0");
    assertThat(errors.findValuesAsText("code"))
        .containsExactlyInAnyOrder("event_model_does_not_exist", "system_does_not_exist");
  }

  /** Nothing may come of what was sent before: the next event is the first that arrives. */
  private void assertOnlyFenceArrives() {
    device.send(systemInput(system), Map.of("eventModelCode", point.code(), "time", END));
    Message fence = device.awaitBelow(events, 1);
    assertThat(fence.json().at("/eventModel/uuid").asText()).isEqualTo(point.uuid());
    device.await(fence.topic() + "/state");
    assertThat(device.unawaited()).isEmpty();
  }
}
