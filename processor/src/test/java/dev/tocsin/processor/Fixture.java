package dev.tocsin.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventCommand;
import dev.tocsin.event.EventRequest;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.event.Retention;
import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.LocalSchemaRegistry;
import dev.tocsin.kafka.SchemaRegistryClient;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topic;
import dev.tocsin.kafka.Topics;
import dev.tocsin.kafka.message.CommandHeaders;
import dev.tocsin.kafka.message.CommandReply;
import dev.tocsin.kafka.message.EventCommandMessage;
import dev.tocsin.kafka.message.EventRejection;
import dev.tocsin.kafka.message.InputReceipt;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.kafka.message.RegistryCommandMessage;
import dev.tocsin.kafka.message.RequestProperties;
import dev.tocsin.metadata.MetadataPatch;
import dev.tocsin.registry.Change;
import dev.tocsin.registry.ComponentType;
import dev.tocsin.registry.Draft;
import dev.tocsin.registry.EntityType;
import dev.tocsin.registry.EventLevel;
import dev.tocsin.registry.EventType;
import dev.tocsin.registry.ObjectType;
import dev.tocsin.registry.RegistryCommand;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The topology with real serdes and stores, and the ways in and out of it. One partition stands for
 * all.
 */
final class Fixture implements AutoCloseable {
  static final String SLUG = "company-example";
  static final Instant NOW = Instant.parse("2025-05-09T13:28:42.658581Z");
  static final Instant ARRIVAL = Instant.parse("2025-05-09T13:28:42.600000Z");

  /** Of everything that is sent. */
  static final Header TRACE =
      new RecordHeader(OnwardHeaders.TRACE_PARENT, "00-0af7-b7ad-01".getBytes(UTF_8));

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Topics topics = new Topics(new KafkaSettings(null, null, null, 1, null, null));
  final Topology topology;

  private final SettableClock clock = new SettableClock(NOW);
  private final LocalSchemaRegistry registry = new LocalSchemaRegistry();
  private final TocsinSerdes serdes;
  private final TopologyTestDriver driver;

  /** A Tocsin that keeps events for ever. */
  Fixture(Path stateDir) {
    this(stateDir, Retention.FOREVER);
  }

  Fixture(Path stateDir, Retention retention) {
    serdes = new TocsinSerdes(topics, new SchemaRegistryClient(registry.url(), Clock.systemUTC()));
    topology =
        new TocsinTopology(topics, serdes).build(1, retention, new ProcessorMetrics(meters), clock);
    Properties config = new Properties();
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    driver = new TopologyTestDriver(topology, config, NOW);
  }

  @Override
  public void close() {
    driver.close();
    registry.close();
  }

  UUID createSystem(String code) {
    UUID uuid = UUID.randomUUID();
    createSystem(uuid, code);
    return uuid;
  }

  void createSystem(UUID uuid, String code) {
    command(
        new RegistryCommand.Create(
            uuid,
            new Draft.OfSystem(
                Change.to(code),
                Change.to(code),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                MetadataPatch.NONE)));
  }

  UUID createComponent(UUID system, UUID model, String code) {
    UUID uuid = UUID.randomUUID();
    command(
        new RegistryCommand.Create(
            uuid,
            new Draft.OfComponent(
                system,
                model,
                Change.to(code),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                MetadataPatch.NONE)));
    return uuid;
  }

  UUID createComponentModel(String name) {
    UUID uuid = UUID.randomUUID();
    command(
        new RegistryCommand.Create(
            uuid,
            new Draft.OfComponentModel(
                Change.keep(),
                Change.to(name),
                Change.keep(),
                Change.to(ComponentType.DEVICE),
                Change.keep(),
                Change.keep(),
                MetadataPatch.NONE)));
    return uuid;
  }

  UUID createEventModel(String code, EventType type, EntityType entityType) {
    UUID uuid = UUID.randomUUID();
    command(
        new RegistryCommand.Create(
            uuid,
            new Draft.OfEventModel(
                entityType,
                Change.to(code),
                Change.to(type),
                Change.to(EventLevel.ERROR),
                Change.keep(),
                Change.keep(),
                Change.keep(),
                MetadataPatch.NONE)));
    return uuid;
  }

  void delete(UUID uuid, ObjectType type) {
    command(new RegistryCommand.Delete(uuid, type, true, 0));
  }

  /** Sends a registry command and returns its id. */
  UUID command(RegistryCommand command) {
    UUID id = UUID.randomUUID();
    driver
        .createInputTopic(
            topics.registryCommands().name(),
            Serdes.String().serializer(),
            serdes.registryCommands().serializer())
        .pipeInput(
            new TestRecord<>(
                SLUG, new RegistryCommandMessage(id, SLUG, command), headers(id), NOW));
    return id;
  }

  /** Sends an event command and returns its id. */
  UUID command(UUID entity, EventCommand command) {
    UUID id = UUID.randomUUID();
    EventRequest request = new EventRequest(SLUG, null, entity, ARRIVAL, command);
    driver
        .createInputTopic(
            topics.eventCommands().name(),
            Serdes.UUID().serializer(),
            serdes.eventCommands().serializer())
        .pipeInput(
            new TestRecord<>(entity, new EventCommandMessage(id, request), headers(id), NOW));
    return id;
  }

  void input(EntityType type, UUID entity, String json) {
    input(type, entity, PayloadFormat.JSON, json.getBytes(UTF_8));
  }

  void input(EntityType type, UUID entity, PayloadFormat format, byte[] payload) {
    input(message(type, entity, format, payload));
  }

  static MqttInput message(EntityType type, UUID entity, PayloadFormat format, byte[] payload) {
    return new MqttInput(
        "drivr/v1/" + SLUG + "/input/event/s/" + entity + "/" + format.level(),
        SLUG,
        type,
        entity,
        format,
        payload,
        payload.length,
        ARRIVAL,
        null);
  }

  void input(MqttInput input) {
    input(input, RequestProperties.NONE);
  }

  void input(MqttInput input, RequestProperties request) {
    RecordHeaders headers = trace();
    request.writeTo(headers);
    driver
        .createInputTopic(
            topics.mqttInput().name(), Serdes.UUID().serializer(), serdes.mqttInput().serializer())
        .pipeInput(
            new TestRecord<>(
                input.entityUuid() == null ? new UUID(0, 0) : input.entityUuid(), input, headers));
  }

  void passTime(Duration time) {
    clock.pass(time);
    driver.advanceWallClockTime(time);
  }

  /** The changes of events since the last call, tombstones as null. */
  List<EventChange> events() {
    return read(topics.events().name(), serdes.events());
  }

  List<EventRejection> rejections() {
    return read(topics.eventRejections().name(), serdes.eventRejections());
  }

  List<CommandReply> replies() {
    return read(topics.commandReplies().name(), serdes.commandReplies());
  }

  <T> List<T> read(String topic, Serde<T> serde) {
    return driver
        .createOutputTopic(topic, Serdes.UUID().deserializer(), serde.deserializer())
        .readValuesToList();
  }

  List<InputReceipt> receipts() {
    return read(topics.inputReceipts().name(), serdes.inputReceipts());
  }

  /** The headers of this topic's records since the last call. */
  List<Headers> headers(Topic topic) {
    return driver
        .createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList()
        .stream()
        .map(TestRecord::headers)
        .toList();
  }

  private static RecordHeaders trace() {
    return new RecordHeaders(List.of(TRACE));
  }

  private static RecordHeaders headers(UUID commandId) {
    RecordHeaders headers = trace();
    CommandHeaders.write(headers, commandId, "a-gateway");
    return headers;
  }
}
