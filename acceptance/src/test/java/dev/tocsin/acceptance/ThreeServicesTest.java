package dev.tocsin.acceptance;

import static dev.tocsin.acceptance.Device.DOMAIN;
import static dev.tocsin.acceptance.Device.systemInput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.acceptance.ThreeServices.Service;
import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.GraphQl;
import dev.tocsin.laboratory.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two connectors, two processors and a query-api, each a process, between outside brokers. */
@ExtendWith(SharedTocsin.class)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ThreeServicesTest {
  private static final int EVENTS = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant FIRST = Instant.parse("2025-05-07T10:02:00Z");

  private final ThreeServices services;
  private Service connector;
  private Service processor;
  private Service queryApi;
  private Device device;
  private Console console;

  ThreeServicesTest(RunningTocsin tocsin) {
    services =
        ThreeServices.asUsersStartThem(
            tocsin.ports(), Program.newFolder("three-services"), "three.");
  }

  @BeforeAll
  void start() {
    assumeTrue(Program.isInstalled("mosquitto"));
    services.startMosquitto();
    connector = services.startConnector("connector-1");
    services.startConnector("connector-2");
    processor = services.startProcessor("processor-1");
    services.startProcessor("processor-2");
    queryApi = services.startQueryApi("query-api");
    services.awaitReadiness();
    device = Device.connect(services.mqttPort());
    device.listen(DOMAIN + "systems/#", DOMAIN + "input/event/+/+/+/error");
    console = new Console(new GraphQl(queryApi.port()));
  }

  @AfterAll
  void stop() {
    if (device != null) {
      device.close();
    }
    services.close();
  }

  @Test
  @Order(1)
  void everyEventComesOnceWhoeverCarriesIt() {
    Model model = console.createModelOfSystems("RANGED", "");
    List<String> systems = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      systems.add(console.createSystem());
    }
    systems.forEach(system -> send(system, model));
    systems.forEach(system -> assertThat(awaitEvents(system)).hasSize(EVENTS));
    assertThat(device.unawaited())
        .noneMatch(message -> message.topic().endsWith("/error"))
        .noneMatch(message -> message.topic().matches(".*/events/[^/]+"));
  }

  @Test
  @Order(2)
  void eachSaysHowItIsAndHowMuchItCarries() {
    for (Service service : List.of(connector, processor, queryApi)) {
      assertThat(service.management().isReady()).isTrue();
      assertThat(service.management().metrics()).contains("jvm_memory_used_bytes", "tocsin_");
    }
  }

  /**
   * The broker keeps what it has handed to the share of the connector that is dead, so that one has
   * to come back.
   */
  @Test
  @Order(3)
  void whatIsKilledAndStartedAgainGoesOnWhereItWas() {
    Model model = console.createModelOfSystems("RANGED", "");
    String system = console.createSystem();
    services.kill(connector);
    services.kill(processor);
    send(system, model);
    connector = services.startConnector("connector-1");
    processor = services.startProcessor("processor-1");
    services.awaitReadiness();
    assertThat(awaitEvents(system)).hasSize(EVENTS);
    String seen = "events(entityUuid: \"%s\") { items { uuid } }".formatted(system);
    await("the read model has them too")
        .atMost(PATIENCE)
        .until(() -> console.graphQl().query(seen).path("items").size() == EVENTS);
  }

  @Test
  @Order(4)
  void eachStopsCleanlyWhenItIsAskedTo() {
    assertThat(services.stop()).allMatch(code -> code == 0 || code == 143);
  }

  private void send(String system, Model model) {
    for (int i = 0; i < EVENTS; i++) {
      String time = FIRST.plusSeconds(i).toString();
      device.send(systemInput(system), Map.of("eventModelCode", model.code(), "time", time));
    }
  }

  /** The uuids of the system's events as they were told. */
  private Set<String> awaitEvents(String system) {
    Set<String> told = new HashSet<>();
    for (int i = 0; i < EVENTS; i++) {
      told.add(device.awaitBelow(DOMAIN + "systems/" + system + "/events", 1).lastLevel());
    }
    return told;
  }
}
