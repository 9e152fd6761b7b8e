package dev.tocsin.mqtt;

import static org.awaitility.Awaitility.await;

import dev.tocsin.event.Event;
import dev.tocsin.event.EventChange;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.SchemaRegistryClient;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topic;
import dev.tocsin.kafka.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What a connector lives among: one Kafka, one MQTT broker and one registry for all tests, and for
 * each test topics of its own on both.
 */
final class Surroundings implements AutoCloseable {
  static final TestKafka KAFKA;
  static final TestBroker BROKER;
  static final TestRegistry REGISTRY;

  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static {
    try {
      KAFKA = new TestKafka();
      BROKER = new TestBroker();
      REGISTRY = new TestRegistry();
    } catch (Exception e) {
      throw new IllegalStateException("the surroundings do not start", e);
    }
  }

  private final String name = "test" + TESTS.incrementAndGet();
  private final List<Connector> connectors = new ArrayList<>();
  private final KafkaProducer<String, byte[]> producer;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Topics topics;
  final TocsinSerdes serdes;
  final String root = "root/" + name;

  Surroundings() {
    KafkaSettings kafka = settings(Map.of()).kafka();
    topics = new Topics(kafka);
    serdes =
        new TocsinSerdes(
            topics, new SchemaRegistryClient(kafka.schemaRegistryUrl(), Clock.systemUTC()));
    producer =
        new KafkaProducer<>(
            kafka.producer(name), new StringSerializer(), new ByteArraySerializer());
  }

  Map<String, String> properties() {
    return Map.of(
        "tocsin.kafka.bootstrap-servers",
        KAFKA.address(),
        "tocsin.kafka.schema-registry-url",
        REGISTRY.url(),
        "tocsin.kafka.topic-prefix",
        name + ".",
        "tocsin.kafka.partitions",
        "2",
        "tocsin.mqtt.port",
        Integer.toString(BROKER.port()),
        "tocsin.mqtt.client-id",
        name,
        "tocsin.mqtt.root",
        root);
  }

  String clientId() {
    return name;
  }

  /** A connector that has got everywhere. */
  Connector connector(Map<String, String> more) {
    Connector connector = starting(more);
    await().atMost(PATIENCE).until(() -> connector.obstacles().isEmpty());
    return connector;
  }

  Connector connector() {
    return connector(Map.of());
  }

  Connector starting(Map<String, String> more) {
    Connector connector = new Connector(settings(more), meters, Clock.systemUTC());
    connectors.add(connector);
    connector.start();
    return connector;
  }

  /** A reader of the output that gets its work, and is then gone without a word for minutes. */
  void dieInOutputGroup(String clientId) {
    Map<String, Object> config =
        settings(Map.of()).kafka().groupConsumer("dying", name + ".mqtt-connector", clientId);
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 45_000);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    try (KafkaConsumer<String, String> dying =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      dying.subscribe(List.of(topics.events().name()));
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                dying.poll(Duration.ofMillis(100));
                return !dying.assignment().isEmpty();
              });
      // It has a name: so it only closes its connection, as a crash does.
    }
  }

  /** What became of an event, as the processor tells it. */
  void change(EventChangeType type, Event event) {
    write(topics.events(), event.uuid().toString(), serdes.events(), new EventChange(type, event));
  }

  <T> void write(Topic topic, String key, Serde<T> serde, T value) {
    write(topic, key, serde.serializer().serialize(topic.name(), value));
  }

  <T> void write(Topic topic, String key, Serde<T> serde, T value, Headers headers) {
    write(topic, key, serde.serializer().serialize(topic.name(), value), headers);
  }

  void write(Topic topic, String key, byte[] value) {
    write(topic, key, value, new RecordHeaders());
  }

  private void write(Topic topic, String key, byte[] value, Headers headers) {
    try {
      producer.send(new ProducerRecord<>(topic.name(), null, key, value, headers)).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException("Kafka is not there", e);
    }
  }

  /** The records of this topic, once there are so many. */
  <T> List<ConsumerRecord<String, T>> read(Topic topic, Serde<T> serde, int count) {
    return readUntil(topic, serde, records -> records.size() >= count);
  }

  /** The records of this topic, once they are enough. */
  <T> List<ConsumerRecord<String, T>> readUntil(
      Topic topic, Serde<T> serde, Predicate<List<ConsumerRecord<String, T>>> enough) {
    List<ConsumerRecord<String, T>> records = new ArrayList<>();
    try (KafkaConsumer<String, T> consumer =
        new KafkaConsumer<>(
            settings(Map.of()).kafka().consumer(name + "-reader"),
            new StringDeserializer(),
            serde.deserializer())) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(topic.name(), 0), new TopicPartition(topic.name(), 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return enough.test(records);
              });
    }
    return records;
  }

  double count(String meter, String tag, String value) {
    return meters.get(meter).tag(tag, value).counter().count();
  }

  /** How much input waits for Kafka. */
  double inFlightBytes() {
    return meters.get("tocsin.connector.in.flight").tag("what", "input_bytes").gauge().value();
  }

  @Override
  public void close() {
    connectors.forEach(Connector::stop);
    producer.close();
  }

  private ConnectorSettings settings(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(properties());
    all.putAll(more);
    return ConnectorSettingsTest.bind(all);
  }
}
