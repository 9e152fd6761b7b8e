package dev.tocsin.acceptance;

import static dev.tocsin.acceptance.Device.DOMAIN;
import static dev.tocsin.acceptance.Device.systemInput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.Ports;
import dev.tocsin.laboratory.Program;
import dev.tocsin.laboratory.StockConsumer;
import dev.tocsin.laboratory.StockConsumer.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A Tocsin that was run for a while, and is then told to end what is over. */
class RetentionTest {
  private static final int RETENTION = 3;
  private static final String LONG_AGO = "2015-05-07T10:02:00Z";
  private static final String FAR_AHEAD = "2035-05-07T10:02:00Z";

  private final Path data = Program.newFolder("retention");
  private final Ports ports = Ports.free();
  private RunningTocsin tocsin = RunningTocsin.start(data, ports);

  @AfterEach
  void stop() {
    tocsin.close();
  }

  @Test
  void whatIsOverEndsEverywhereAndWhatGoesOnStays() {
    Console console = tocsin.console();
    String system = console.createSystem();
    Model point = console.createModelOfSystems("SINGLE_POINT", "");
    Model range = console.createModelOfSystems("RANGED", "");
    String open;
    List<String> over;
    try (Device device = tocsin.device().listen(DOMAIN + "systems/" + system + "/#")) {
      open = raise(device, system, entry(range, LONG_AGO));
      over =
          List.of(
              raise(device, system, entry(point, LONG_AGO)),
              raise(device, system, entry(point, FAR_AHEAD)),
              raise(device, system, closed(range, FAR_AHEAD)));
    }
    console.run("ackEvent(uuid: \"" + over.getFirst() + "\")");
    assertThat(eventsOf(system)).hasSize(4);

    tocsin.stop();
    tocsin =
        RunningTocsin.start(data, ports, Map.of("TOCSIN_PROCESSOR_RETENTION", RETENTION + "s"));
    assertThat(tocsin.output())
        .contains("Events that are over are deleted PT" + RETENTION + "S after their last change");

    await("what is over is gone from the view")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(eventsOf(system)).containsExactly(open));
    assertThat(counts()).containsExactly("1");
    try (StockConsumer events = new StockConsumer(ports, "tocsin.events")) {
      for (String uuid : over) {
        int rows = uuid.equals(over.getFirst()) ? 4 : 3;
        assertEndsOnce(events.await(uuid, rows), rows);
      }
      assertThat(events.await(open, 1))
          .extracting(row -> row.text("change"))
          .containsExactly("CREATED");
    }

    try (Device device = tocsin.device().listen(DOMAIN + "systems/" + system + "/#")) {
      // Resolved at last, it goes as well; its subscribers hear of both.
      raise(device, system, closed(range, LONG_AGO));
      assertThat(states(device, system, open, 2)).containsExactly("RESOLVED", "DELETED");
      // With it went the memory of it: sent again, the same message raises it anew.
      assertThat(raise(device, system, closed(range, LONG_AGO))).isEqualTo(open);
      assertThat(states(device, system, open, 2)).containsExactly("RESOLVED", "DELETED");
    }
    await("the view is empty")
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(eventsOf(system)).isEmpty());
    assertThat(counts()).isEmpty();
  }

  private static void assertEndsOnce(List<Row> rows, int count) {
    assertThat(rows).hasSize(count);
    assertThat(rows.getLast().value()).isNull();
    List<Row> changes = rows.subList(0, count - 1);
    assertThat(changes.getLast().text("change")).isEqualTo("DELETED");
    assertThat(changes.subList(0, count - 2))
        .extracting(row -> row.text("change"))
        .doesNotContain("DELETED");
  }

  private List<String> eventsOf(String system) {
    return tocsin
        .graphQl()
        .query("events(entityUuid: \"%s\") { items { uuid } }".formatted(system))
        .findValuesAsText("uuid");
  }

  /** How many events the systems have that have any, as the view keeps count. */
  private List<String> counts() {
    return tocsin
        .graphQl()
        .query("aggregatedEvents(groupBy: SYSTEM) { items { sum } }")
        .findValuesAsText("sum");
  }

  /** Sends the entry and returns the uuid of the event that is told of. */
  private static String raise(Device device, String system, Map<String, ?> entry) {
    device.send(systemInput(system), entry);
    return device.awaitBelow(DOMAIN + "systems/" + system + "/events", 1).lastLevel();
  }

  private static List<String> states(Device device, String system, String event, int count) {
    String topic = DOMAIN + "systems/" + system + "/events/" + event + "/state";
    return Stream.generate(() -> device.await(topic).text()).limit(count).toList();
  }

  private static Map<String, String> entry(Model model, String time) {
    return Map.of("eventModelCode", model.code(), "time", time);
  }

  private static Map<String, String> closed(Model model, String time) {
    return Map.of("eventModelCode", model.code(), "time", time, "endTime", time);
  }
}
