package dev.tocsin.acceptance;

import static dev.tocsin.acceptance.Device.DOMAIN;
import static dev.tocsin.acceptance.Device.systemInput;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.Ports;
import dev.tocsin.laboratory.StockConsumer;
import dev.tocsin.laboratory.StockConsumer.Row;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.avro.shaded.org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a data platform finds on Kafka. */
@ExtendWith(SharedTocsin.class)
class KafkaContractTest {
  private static final String BEGIN = "2025-05-07T10:02:00Z";

  private final RunningTocsin tocsin;
  private final Ports ports;
  private final Console console;

  KafkaContractTest(RunningTocsin tocsin) {
    this.tocsin = tocsin;
    this.ports = tocsin.ports();
    this.console = tocsin.console();
  }

  @ParameterizedTest
  @CsvSource({
    "tocsin.mqtt.input,        delete,  604800000",
    "tocsin.events,            compact, ",
    "tocsin.event-rejections,  delete,  604800000",
    "tocsin.event-models,      compact, ",
    "tocsin.entities,          compact, ",
    "tocsin.component-models,  compact, ",
    "tocsin.event-model-links, compact, ",
    "tocsin.registry.commands, delete,  86400000",
    "tocsin.event.commands,    delete,  86400000",
    "tocsin.command-replies,   delete,  3600000",
    "tocsin.input-receipts,    delete,  3600000"
  })
  void aTopicIsCreatedWithItsSettings(String topic, String cleanup, String retention)
      throws Exception {
    try (Admin admin = admin()) {
      assertThat(admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions())
          .hasSize(6);
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
      assertThat(config.get("cleanup.policy").value()).isEqualTo(cleanup);
      assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
      if (retention != null) {
        assertThat(config.get("retention.ms").value()).isEqualTo(retention);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tocsin.mqtt.input",
        "tocsin.events",
        "tocsin.event-rejections",
        "tocsin.event-models",
        "tocsin.entities",
        "tocsin.component-models",
        "tocsin.event-model-links",
        "tocsin.registry.commands",
        "tocsin.event.commands",
        "tocsin.command-replies",
        "tocsin.input-receipts"
      })
  void aTopicsSchemaIsRegisteredAndKeptReadable(String topic) throws Exception {
    var registry = StockConsumer.registry(ports);
    assertThat(registry.getAllSubjects()).contains(topic + "-value");
    assertThat(registry.getCompatibility(topic + "-value")).isEqualTo("BACKWARD_TRANSITIVE");
  }

  @Test
  void everyChangeOfAnEventStandsInOrderUnderItsUuid() {
    String system = console.createSystem();
    Model model = console.createModelOfSystems("RANGED", ", message: \"Look at it\"");
    String uuid;
    try (Device device = tocsin.device().listen(DOMAIN + "systems/" + system + "/#")) {
      Map<String, Object> entry =
          new TreeMap<>(
              Map.of("eventModelCode", model.code(), "time", BEGIN, "metadata", Map.of("kW", 400)));
      device.send(systemInput(system), entry);
      Message event = device.awaitBelow(DOMAIN + "systems/" + system + "/events", 1);
      uuid = event.lastLevel();
      device.send(systemInput(system), entry);
      entry.put("endTime", "2025-05-07T11:00:00Z");
      device.send(systemInput(system), entry);
      device.await(event.topic());
    }
    console.run("ackEvent(uuid: \"" + uuid + "\")");
    console.run("deleteEvent(uuid: \"" + uuid + "\")");
    try (StockConsumer events = new StockConsumer(ports, "tocsin.events")) {
      List<Row> rows = events.await(uuid, 5);
      assertThat(rows).hasSize(5);
      assertThat(rows.getLast().value()).isNull();
      List<Row> changes = rows.subList(0, 4);
      assertThat(changes)
          .extracting(row -> row.text("change"))
          .containsExactly("CREATED", "RESOLVED", "ACKNOWLEDGED", "DELETED");
      assertThat(changes)
          .extracting(row -> row.text("version"))
          .containsExactly("1", "2", "3", "4");
      assertThat(changes)
          .allSatisfy(
              row -> {
                assertThat(row.text("uuid")).isEqualTo(uuid);
                assertThat(row.text("slug")).isEqualTo("company-example");
                assertThat(row.text("entityUuid")).isEqualTo(system);
                assertThat(row.text("systemUuid")).isEqualTo(system);
                assertThat(row.text("componentCode")).isNull();
                assertThat(row.text("time")).isEqualTo("1746612120000000");
                GenericRecord snapshot = (GenericRecord) row.value().get("eventModel");
                assertThat(snapshot.get("uuid")).hasToString(model.uuid());
                assertThat(snapshot.get("message")).hasToString("Look at it");
              });
      assertThat(changes)
          .extracting(row -> row.text("status"))
          .containsExactly("ACTIVE", "RESOLVED", "RESOLVED", "RESOLVED");
      assertThat((List<?>) changes.get(2).value().get("acks")).hasSize(1);
    }
  }

  @Test
  void aRejectionStandsUnderItsEntityWithThePayload() {
    String system = console.createSystem();
    try (Device device = tocsin.device()) {
      device.send(systemInput(system), "{\"eventModelCode\": \"en\"}");
      device.send(systemInput(system), "not JSON");
    }
    try (StockConsumer rejections = new StockConsumer(ports, "tocsin.event-rejections")) {
      List<Row> rows = rejections.await(system, 2);
      assertThat(rows)
          .extracting(row -> row.text("code"))
          .containsExactly("SOME_DATA_INVALID", "PAYLOAD_INVALID");
      GenericRecord input = (GenericRecord) rows.getFirst().value().get("input");
      assertThat(input.get("topic")).hasToString(systemInput(system));
      ByteBuffer payload = (ByteBuffer) input.get("payload");
      assertThat(UTF_8.decode(payload.duplicate()).toString())
          .isEqualTo("{\"eventModelCode\": \"en\"}");
      assertThat(rows.getFirst().text("total")).isEqualTo("1");
      assertThat(rows.getFirst().text("imported")).isEqualTo("0");
    }
  }

  @Test
  void aRegistryObjectsChangesStandUnderItsUuidAndEndWithATombstone() {
    Model model = console.createModelOfSystems("RANGED", "");
    console.create("updateEventModel(uuid: \"%s\", status: DEACTIVATED)".formatted(model.uuid()));
    console.run("deleteEventModel(uuid: \"%s\")".formatted(model.uuid()));
    try (StockConsumer models = new StockConsumer(ports, "tocsin.event-models")) {
      List<Row> rows = models.await(model.uuid(), 4);
      assertThat(rows).hasSize(4);
      assertThat(rows.subList(0, 3))
          .extracting(row -> row.text("change"))
          .containsExactly("CREATED", "UPDATED", "DELETED");
      assertThat(rows.get(1).text("status")).isEqualTo("DEACTIVATED");
      assertThat(rows.getLast().value()).isNull();
    }
  }

  @Test
  void anEntitySaysWhereItStandsInTheTopicTree() {
    String system = console.createSystem();
    String component = console.createComponent(system, console.createComponentModel(), "meter");
    try (StockConsumer entities = new StockConsumer(ports, "tocsin.entities")) {
      Row row = entities.await(component, 1).getFirst();
      assertThat(row.text("entityType")).isEqualTo("COMPONENT");
      assertThat(row.text("systemUuid")).isEqualTo(system);
      assertThat(row.text("code")).isEqualTo("meter");
      assertThat(row.text("slug")).isEqualTo("company-example");
    }
  }

  @Test
  void aCommandStandsUnderItsDomainOrEntityAndItsReplyUnderTheCommand() {
    String system = console.createSystem();
    Model model = console.createModelOfSystems("RANGED", "");
    console.create(
        "createEvent(entityUuid: \"%s\", eventModelUuid: \"%s\")".formatted(system, model.uuid()));
    try (StockConsumer registry = new StockConsumer(ports, "tocsin.registry.commands");
        StockConsumer events = new StockConsumer(ports, "tocsin.event.commands");
        StockConsumer replies = new StockConsumer(ports, "tocsin.command-replies")) {
      Row ofSystem =
          await()
              .until(
                  () ->
                      registry.poll(Duration.ofMillis(100)).stream()
                          .filter(row -> "company-example".equals(row.key()))
                          .filter(row -> system.equals(row.text("uuid")))
                          .findFirst(),
                  Optional::isPresent)
              .orElseThrow();
      Row ofEvent = events.await(system, 1).getFirst();
      Row reply = replies.await(ofEvent.text("commandId"), 1).getFirst();
      assertThat(List.of(ofSystem, ofEvent, reply))
          .extracting(row -> row.text("slug"))
          .containsOnly("company-example");
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", ports.kafkaAddress()));
  }
}
