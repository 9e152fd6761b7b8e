package dev.tocsin.acceptance;

import static dev.tocsin.acceptance.Device.DOMAIN;
import static dev.tocsin.acceptance.Device.systemInput;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.Ports;
import dev.tocsin.laboratory.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** What outlives a process, however it ends. */
@ExtendWith(SharedTocsin.class)
@TestInstance(Lifecycle.PER_CLASS)
class RestartTest {
  private static final String EVERYTHING =
      """
      {
        systems(orderBy: [{createdAt: ASC}]) { items { uuid code name createdAt } }
        components { items { uuid code } }
        componentModels { items { uuid } }
        eventModels(orderBy: [{createdAt: ASC}]) { items { uuid code status } }
        events { items { uuid time endTime status createdAt updatedAt acks { items { userUuid } } } }
      }
      """;

  private final Ports ports = Ports.free();

  private final Path data = Program.newFolder("restart");
  private RunningTocsin tocsin;

  @BeforeAll
  void start() {
    tocsin = RunningTocsin.start(data, ports);
  }

  @AfterAll
  void stop() {
    tocsin.close();
  }

  @Test
  void afterAStopTheNextStartHasEverythingAgain() {
    Console console = tocsin.console();
    String system = console.createSystem();
    console.createComponent(system, console.createComponentModel(), "meter");
    Model model = console.createModelOfSystems("RANGED", "");
    String event =
        console.create(
            "createEvent(entityUuid: \"%s\", eventModelUuid: \"%s\", time: \"2025-05-07T10:02:00Z\")"
                .formatted(system, model.uuid()));
    console.run("ackEvent(uuid: \"" + event + "\")");
    JsonNode before = tocsin.graphQl().ask(EVERYTHING);

    tocsin.stop();
    start();

    assertThat(tocsin.graphQl().ask(EVERYTHING)).isEqualTo(before);
    try (Device device =
        tocsin.device().listen(DOMAIN + "systems/" + system + "/#", DOMAIN + "eventModels/#")) {
      assertThat(device.await(DOMAIN + "eventModels/" + model.uuid()).retained()).isTrue();
      device.send(
          systemInput(system),
          Map.of(
              "eventModelCode",
              model.code(),
              "time",
              "2025-05-07T10:02:00Z",
              "endTime",
              "2025-05-07T11:00:00Z"));
      Message resolved = device.awaitBelow(DOMAIN + "systems/" + system + "/events", 1);
      assertThat(resolved.lastLevel()).isEqualTo(event);
      assertThat(resolved.json().path("acknowledged").asBoolean()).isTrue();
    }
  }

  @Test
  void afterAKillNothingIsLostThatWasAcknowledged() {
    Console console = tocsin.console();
    String system = console.createSystem();
    Model model = console.createModelOfSystems("RANGED", "");
    int events = 300;
    Instant first = Instant.parse("2025-05-07T10:02:00Z");
    try (Device device = tocsin.device()) {
      for (int i = 0; i < events; i++) {
        device.send(
            systemInput(system),
            Map.of("eventModelCode", model.code(), "time", first.plusSeconds(i).toString()));
      }
      tocsin.kill();
    } catch (RuntimeException e) {
      // The device's goodbye found nobody.
    }
    start();
    String count = "events(entityUuid: \"%s\", limit: 1000) { items { time } }".formatted(system);
    List<String> expected = new ArrayList<>();
    for (int i = events - 1; i >= 0; i--) {
      expected.add(first.plusSeconds(i).toString().replace("Z", "+00:00"));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(tocsin.graphQl().query(count).findValuesAsText("time"))
                    .isEqualTo(expected));
  }

  @Test
  void aPortThatIsTakenGivesASentence(RunningTocsin other) {
    Ports taken =
        new Ports(other.ports().mqtt(), Ports.anyFree(), Ports.anyFree(), Ports.anyFree());
    try (Program program = RunningTocsin.up(Program.newFolder("elsewhere"), taken)) {
      assertThat(program.awaitEnd(Duration.ofSeconds(60))).isNotZero();
      assertThat(program.output())
          .contains("Port " + taken.mqtt(), "TOCSIN_MQTT_PORT")
          .doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void aDataFolderThatIsInUseGivesASentence() {
    try (Program program = RunningTocsin.up(data, Ports.free())) {
      assertThat(program.awaitEnd(Duration.ofSeconds(60))).isNotZero();
      assertThat(program.output())
          .contains("already runs", "TOCSIN_DATA_DIR")
          .doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void theLogIsQuiet() {
    // A starved machine may make a broker say a word; a broker's own log is thousands of lines.
    assertThat(tocsin.output().lines().toList())
        .hasSizeLessThan(60)
        .noneMatch(line -> line.startsWith("\tat "));
  }
}
