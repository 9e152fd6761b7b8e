package dev.tocsin.acceptance;

import static dev.tocsin.acceptance.Device.systemInput;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tocsin.acceptance.ThreeServices.Service;
import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.GraphQl;
import dev.tocsin.laboratory.Json;
import dev.tocsin.laboratory.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a console that is built on the npm package graphql-ws sees of events as they change, at a
 * query-api of its own.
 */
@ExtendWith(SharedTocsin.class)
@TestInstance(Lifecycle.PER_CLASS)
class StockSubscriberTest {
  private static final Duration PROMPT = Duration.ofMillis(200);
  private static final Instant FIRST = Instant.parse("2025-05-07T10:02:00Z");

  /** As many large changes as one message of a device may bring. */
  private static final int BURST = 45;

  private final RunningTocsin tocsin;
  private final ThreeServices services;
  private final AtomicInteger raised = new AtomicInteger();
  private final Random random = new Random(1);
  private Service queryApi;
  private Device device;
  private Model model;
  private String system;

  StockSubscriberTest(RunningTocsin tocsin) {
    this.tocsin = tocsin;
    // The topics are those of the standalone, whose processor decides.
    services =
        ThreeServices.asUsersStartThem(tocsin.ports(), Program.newFolder("subscriber"), "tocsin.");
  }

  @BeforeAll
  void start() {
    StockSubscriber.install();
    queryApi = services.startQueryApi("watched", "--tocsin.query.subscriber-buffer=" + 2 * BURST);
    services.awaitReadiness();
    Console console = new Console(new GraphQl(queryApi.port()));
    model = console.createModelOfSystems("RANGED", "");
    system = console.createSystem();
    device = tocsin.device();
  }

  @AfterAll
  void stop() {
    if (device != null) {
      device.close();
    }
    services.close();
  }

  /**
   * A change's time is the processor's from before its commit, so more is measured than is
   * promised. And the median of it, because this is about the way that a change takes, not about a
   * machine that does something else for a moment.
   */
  @Test
  void aChangeArrivesWithinTwoHundredMilliseconds() {
    try (StockSubscriber subscriber = watch()) {
      List<Long> latencies = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        JsonNode change = subscriber.awaitChange(raise());
        latencies.add(
            change.path("at").asLong()
                - StockSubscriber.instant(change, "updatedAt").toEpochMilli());
      }
      latencies.sort(null);
      long median = latencies.get(latencies.size() / 2);
      System.out.printf(
          "From the decision to a stock client: median %d ms, longest %d ms%n",
          median, latencies.getLast());
      assertThat(Duration.ofMillis(median)).isLessThan(PROMPT);
    }
  }

  @Test
  void afterItsEndNothingComesAnyMore() {
    try (StockSubscriber ending = watch();
        StockSubscriber other = watch()) {
      ending.forget();
      ending.command("complete");
      ending.await("complete");
      ending.forget();
      other.awaitChange(raise());
      assertThat(ending.count("next")).isZero();
    }
  }

  @Test
  void aConnectionThatBreaksIsMadeAgain() {
    try (StockSubscriber subscriber = watch()) {
      subscriber.command("terminate");
      subscriber.await("closed");
      awaitConnection(subscriber);
    }
  }

  @Test
  void aWrongFilterIsAnsweredWithAnError() {
    for (Map<String, ?> wrong :
        List.of(Map.of("colour", "red"), Map.of("status", Map.of("_eq", "PURPLE")))) {
      try (StockSubscriber subscriber = StockSubscriber.watch(queryApi.port(), wrong)) {
        JsonNode error = subscriber.await("error").path("error").path(0);
        assertThat(error.path("extensions").path("classification").asText())
            .as("%s", error)
            .isEqualTo("VALIDATION");
      }
    }
  }

  /**
   * What a client does not read piles up in the network, then in the server's messages to it, and
   * then in its buffer: so there have to be many changes, and large ones, and soon, for a
   * connection that does not move for 20 s is cut without a word.
   */
  @Test
  void whoDoesNotReadIsDroppedWithAReasonAndHarmsNobody() {
    try (StockSubscriber stuck = watch();
        StockSubscriber other = watch()) {
      stuck.command("pause");
      int bursts = 0;
      while (queryApi.management().metric("tocsin_query_subscribers_dropped_total") == 0) {
        assertThat(++bursts).as("bursts").isLessThan(100);
        send(Stream.<Map<String, ?>>generate(this::large).limit(BURST).toList());
        await("a burst").until(() -> other.count("next") >= BURST);
        other.forget();
      }
      stuck.command("resume");
      assertThat(stuck.await("error").toString()).contains("The client reads too slowly");
      System.out.printf(
          "A stock client that does not read was dropped after %d large changes%n", bursts * BURST);
      other.awaitChange(raise());
    }
  }

  /** A client whose subscription stands. */
  private StockSubscriber watch() {
    StockSubscriber subscriber =
        StockSubscriber.watch(queryApi.port(), Map.of("entityUuid", Map.of("_eq", system)));
    awaitConnection(subscriber);
    return subscriber;
  }

  private void awaitConnection(StockSubscriber subscriber) {
    assertThat(subscriber.await("connected").path("connected").asText())
        .isEqualTo("graphql-transport-ws");
    // Nothing tells a client that its subscription has begun but the first change.
    subscriber.forget();
    await()
        .until(
            () -> {
              raise();
              return subscriber.count("next") > 0;
            });
    // With this one most of those have come as well.
    subscriber.awaitChange(raise());
    subscriber.forget();
  }

  private Instant raise() {
    Instant time = next();
    send(List.of(entry(time, Map.of())));
    return time;
  }

  private Instant next() {
    return FIRST.plusSeconds(raised.incrementAndGet());
  }

  private Map<String, ?> entry(Instant time, Map<String, ?> metadata) {
    return Map.of("eventModelCode", model.code(), "time", time.toString(), "metadata", metadata);
  }

  /** Of random text: the client asks for compression, and nothing else is large then. */
  private Map<String, ?> large() {
    byte[] bytes = new byte[15_000];
    random.nextBytes(bytes);
    return entry(next(), Map.of("text", Base64.getEncoder().encodeToString(bytes)));
  }

  private void send(List<Map<String, ?>> entries) {
    device.send(systemInput(system), Json.write(entries));
  }
}
