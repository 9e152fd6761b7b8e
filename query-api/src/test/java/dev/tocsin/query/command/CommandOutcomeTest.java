package dev.tocsin.query.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.event.Event;
import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.message.CommandHeaders;
import dev.tocsin.kafka.message.CommandReply.Accepted;
import dev.tocsin.kafka.message.CommandReply.EventAccepted;
import dev.tocsin.kafka.message.CommandReply.InForce;
import dev.tocsin.query.LocalKafka;
import dev.tocsin.query.LocalRegistry;
import dev.tocsin.query.RunningQueryApi;
import dev.tocsin.query.view.Database;
import dev.tocsin.query.view.Samples;
import dev.tocsin.registry.Entity;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventModel;
import dev.tocsin.registry.SystemEntity;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a mutation answers, whatever becomes of its command: over HTTP, on a real broker. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandOutcomeTest {
  private static final String CREATE =
      "mutation { createSystem(code: \"ems\", name: \"EMS\") { uuid } }";
  private static final int ROOM = 2;

  @TempDir private static Path folder;

  private static LocalKafka broker;
  private static LocalRegistry registry;
  private static RunningQueryApi api;
  private static StandInProcessor processor;

  private final SystemEntity system = Samples.system("ems");

  @BeforeAll
  static void start() throws Exception {
    broker = LocalKafka.start();
    registry = LocalRegistry.start();
    api = startApi("view", registry.url());
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> api.status("/actuator/health/readiness") == 200);
    processor =
        new StandInProcessor(
            new KafkaSettings(broker.bootstrapServers(), registry.url(), null, null, null, null));
  }

  @AfterAll
  static void stop() {
    processor.close();
    api.close();
  }

  @Test
  @Order(1)
  void it_is_done_once_it_is_accepted_and_in_force_and_shown() {
    CompletableFuture<JsonNode> mutation = ask(api, CREATE);
    ConsumerRecord<String, byte[]> command = processor.nextCommand();
    processor.answer(command, new InForce(0));
    processor.answer(command, new Accepted(system, 1));
    processor.tell(Samples.<Entity>created(system));

    assertThat(mutation.join().at("/data/createSystem/uuid").asString())
        .isEqualTo(system.uuid().toString());
  }

  @Test
  @Order(2)
  void without_an_answer_the_outcome_is_unknown() {
    double before = timeouts();
    CompletableFuture<JsonNode> mutation = ask(api, CREATE);
    UUID id = CommandHeaders.commandId(processor.nextCommand().headers()).orElseThrow();

    assertRefused(mutation, "TIMEOUT", "the outcome of the command " + id + " is unknown");
    assertThat(timeouts()).isEqualTo(before + 1);
  }

  @Test
  @Order(3)
  void accepted_but_not_in_force_everywhere_is_unknown_too() {
    CompletableFuture<JsonNode> mutation = ask(api, CREATE);
    ConsumerRecord<String, byte[]> command = processor.nextCommand();
    processor.answer(command, new Accepted(system, 2));
    processor.answer(command, new InForce(0));
    processor.answer(command, new InForce(0));

    assertRefused(mutation, "TIMEOUT", "is unknown");
  }

  @Test
  @Order(4)
  void more_than_may_wait_are_refused_and_the_others_go_on() {
    List<CompletableFuture<JsonNode>> waiting = new ArrayList<>();
    for (int i = 0; i < ROOM; i++) {
      waiting.add(ask(api, CREATE));
    }
    List<ConsumerRecord<String, byte[]>> commands =
        List.of(processor.nextCommand(), processor.nextCommand());
    assertRefused(ask(api, CREATE), "UNAVAILABLE", "Too many commands are waiting");

    processor.tell(Samples.<Entity>created(system));
    commands.forEach(command -> processor.answer(command, new Accepted(system, 0)));
    assertThat(waiting).allSatisfy(mutation -> assertThat(mutation.join().has("errors")).isFalse());
  }

  @Test
  @Order(5)
  void what_somebody_else_deletes_at_once_is_answered_as_it_was_made() {
    CompletableFuture<JsonNode> mutation = ask(api, CREATE);
    ConsumerRecord<String, byte[]> command = processor.nextCommand();
    processor.tell(Samples.<Entity>deleted(system));
    processor.answer(command, new Accepted(system, 0));

    assertThat(mutation.join().at("/data/createSystem/uuid").asString())
        .isEqualTo(system.uuid().toString());
  }

  @Test
  @Order(6)
  void an_event_that_is_deleted_and_raised_again_holds_up_nobody() {
    EventModel overload = Samples.eventModel("overload", EntityType.SYSTEM, EventLevel.ERROR);
    Event event = Samples.event(system, overload, Samples.NOON);
    processor.tell(Samples.created(event));
    await()
        .until(
            () ->
                ask(api, "{ event(uuid: \"" + event.uuid() + "\") { uuid } }")
                    .join()
                    .at("/data/event")
                    .isObject());
    CompletableFuture<JsonNode> acknowledging =
        ask(api, "mutation { ackEvent(uuid: \"" + event.uuid() + "\") { ok } }");
    ConsumerRecord<String, byte[]> acknowledgement = processor.nextCommand();
    CompletableFuture<JsonNode> deleting =
        ask(api, "mutation { deleteEvent(uuid: \"" + event.uuid() + "\") { ok } }");
    ConsumerRecord<String, byte[]> deletion = processor.nextCommand();
    processor.tell(Samples.deleted(event));
    processor.tell(Samples.created(event));
    processor.answer(acknowledgement, new EventAccepted(event.deleted(Samples.NOON)));
    processor.answer(deletion, new EventAccepted(event.deleted(Samples.NOON)));

    assertThat(acknowledging.join().at("/data/ackEvent/ok").asBoolean()).isTrue();
    assertThat(deleting.join().at("/data/deleteEvent/ok").asBoolean()).isTrue();
  }

  @Test
  @Order(7)
  void one_that_is_too_large_for_kafka_is_refused_at_once() throws Exception {
    JsonNode answer =
        api.ask(
            """
            mutation ($text: String) {
              createSystem(
                code: "ems"
                name: "EMS"
                metadataKeyValueStore: [%s]
              ) { uuid }
            }
            """
                .formatted(
                    IntStream.range(0, 20)
                        .mapToObj(i -> "{key: \"k" + i + "\", value: {string: $text}}")
                        .collect(Collectors.joining(" "))),
            Map.of("text", "x".repeat(100_000)));

    assertThat(answer.at("/errors/0/extensions/classification").asString())
        .as("%s", answer)
        .isEqualTo("VALIDATION");
    assertThat(answer.at("/errors/0/message").asString()).contains("too large");
  }

  @Test
  @Order(8)
  void queries_are_answered_while_as_many_commands_wait_as_may() throws Exception {
    // More than Tomcat has threads by default.
    int room = 210;
    try (RunningQueryApi busy = startApi("busy", registry.url(), room, Duration.ofMinutes(1))) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> busy.status("/actuator/health/readiness") == 200);
      List<CompletableFuture<JsonNode>> waiting = new ArrayList<>();
      for (int i = 0; i < room; i++) {
        waiting.add(ask(busy, CREATE));
      }
      Gauge pending = busy.bean(MeterRegistry.class).get("tocsin.query.commands.pending").gauge();
      await().until(() -> pending.value() == room);

      assertThat(ask(busy, "{ systems { limit } }").join().at("/data/systems").isObject()).isTrue();
      assertThat(busy.status("/actuator/health/liveness")).isEqualTo(200);
      assertThat(pending.value()).isEqualTo(room);

      processor.tell(Samples.<Entity>created(system));
      for (int i = 0; i < room; i++) {
        processor.answer(processor.nextCommand(), new Accepted(system, 0));
      }
      assertThat(waiting)
          .allSatisfy(mutation -> assertThat(mutation.join().has("errors")).isFalse());
    }
  }

  @Test
  @Order(9)
  void before_the_schema_registry_was_ever_there_nothing_is_taken() throws Exception {
    try (RunningQueryApi early = startApi("early", "http://127.0.0.1:1")) {
      assertRefused(ask(early, CREATE), "UNAVAILABLE", "Commands are not taken yet");
    }
  }

  @Test
  @Order(10)
  void one_that_took_effect_is_not_called_refused_because_the_database_is_away() throws Exception {
    try (RunningQueryApi lost = startApi("lost", registry.url())) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> lost.status("/actuator/health/readiness") == 200);
      CompletableFuture<JsonNode> mutation = ask(lost, CREATE);
      ConsumerRecord<String, byte[]> command = processor.nextCommand();
      lost.bean(Database.class).close();
      processor.answer(command, new Accepted(system, 0));
      assertRefused(mutation, "TIMEOUT", "took effect, but queries do not show it yet");
    }
  }

  @Test
  @Order(11)
  void a_schema_registry_that_goes_away_later_is_not_missed() {
    registry.close();
    it_is_done_once_it_is_accepted_and_in_force_and_shown();
  }

  @Test
  @Order(12)
  void while_kafka_is_away_the_outcome_is_unknown_and_queries_are_answered() {
    broker.close();

    assertRefused(ask(api, CREATE), "TIMEOUT", "is unknown");
    assertThat(ask(api, "{ systems { totalItems } }").join().at("/data/systems/totalItems").asInt())
        .isPositive();
  }

  private static RunningQueryApi startApi(String name, String registryUrl) {
    return startApi(name, registryUrl, ROOM, Duration.ofSeconds(3));
  }

  private static RunningQueryApi startApi(
      String name, String registryUrl, int room, Duration timeout) {
    return RunningQueryApi.start(
        "jdbc:sqlite:" + folder.resolve(name + ".sqlite"),
        "--tocsin.kafka.bootstrap-servers=" + broker.bootstrapServers(),
        "--tocsin.kafka.schema-registry-url=" + registryUrl,
        "--tocsin.query.command-timeout=" + timeout,
        "--tocsin.query.max-pending-commands=" + room);
  }

  private static CompletableFuture<JsonNode> ask(RunningQueryApi api, String query) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return api.ask(query);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        },
        Thread::startVirtualThread);
  }

  private static void assertRefused(
      CompletableFuture<JsonNode> mutation, String classification, String message) {
    JsonNode error = mutation.join().at("/errors/0");
    assertThat(error.at("/extensions/classification").asString())
        .as("%s", error)
        .isEqualTo(classification);
    assertThat(error.at("/message").asString()).contains(message);
  }

  private static double timeouts() {
    return api.bean(MeterRegistry.class)
        .counter("tocsin.query.commands", "outcome", "timeout")
        .count();
  }
}
