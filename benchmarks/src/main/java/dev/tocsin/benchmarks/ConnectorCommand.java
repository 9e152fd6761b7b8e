package dev.tocsin.benchmarks;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.LocalSchemaRegistry;
import dev.tocsin.kafka.SchemaRegistryClient;
import dev.tocsin.kafka.TocsinSerdes;
import dev.tocsin.kafka.Topic;
import dev.tocsin.kafka.TopicCreator;
import dev.tocsin.kafka.Topics;
import dev.tocsin.mqtt.BenchmarkConnector;
import dev.tocsin.mqtt.ConnectorSettings;
import dev.tocsin.mqtt.MqttSettings;
import dev.tocsin.standalone.BenchmarkKafka;
import dev.tocsin.standalone.BenchmarkMqtt;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The connector alone, in both directions, beside a bare one. Both are there all the time, each
 * with its own MQTT and Kafka topics, and are loaded in turn.
 */
@Command(
    name = "connector",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "The connector alone, MQTT to Kafka and Kafka to MQTT, beside a bare bridge.")
final class ConnectorCommand implements Callable<Integer> {
  private static final String ROOT = "drivr/v1";
  private static final String BARE_ROOT = "plain/v1";
  private static final String BARE_INPUT = "bare.input";
  private static final String BARE_OUTPUT = "bare.output";
  private static final int WINDOW = 1_000;
  private static final int MESSAGES_PER_EVENT = 2;
  private static final int RECEIVE_MAXIMUM = 65_535;

  /** What is measured. */
  private enum Direction {
    INPUT("MQTT to Kafka"),
    OUTPUT("Kafka to MQTT, two messages an event");

    private final String title;

    Direction(String title) {
      this.title = title;
    }
  }

  @Option(names = "--devices", defaultValue = "50", description = "Connections that publish.")
  private int devices;

  @Option(names = "--seconds", defaultValue = "10", description = "Of each measurement.")
  private int seconds;

  @Option(names = "--rounds", defaultValue = "3", description = "Of which the medians are told.")
  private int rounds;

  @Option(
      names = "--direction",
      split = ",",
      description = "${COMPLETION-CANDIDATES}; default both.")
  private List<Direction> directions = List.of(Direction.values());

  private KafkaSettings kafka;
  private int mqttPort;
  private byte[] event;

  @Override
  public Integer call() throws Exception {
    try (var registry = new LocalSchemaRegistry();
        var kafkaBroker = BenchmarkKafka.start();
        var mqttBroker = BenchmarkMqtt.start(kafkaBroker.folder().resolve("mqtt"))) {
      mqttPort = mqttBroker.port();
      kafka =
          new KafkaSettings(
              kafkaBroker.bootstrapServers(), registry.url(), null, null, (short) 1, Map.of());
      Topics topics = new Topics(kafka);
      event =
          new TocsinSerdes(
                  topics, new SchemaRegistryClient(kafka.schemaRegistryUrl(), Clock.systemUTC()))
              .events()
              .serializer()
              .serialize(null, Samples.created());
      createBareTopics(topics);
      try (var connector = BenchmarkConnector.start(new ConnectorSettings(kafka, mqtt()));
          var bare =
              new BareConnector(
                  kafka,
                  mqttPort,
                  BARE_ROOT,
                  BARE_INPUT,
                  BARE_OUTPUT,
                  BenchmarkConnector.payloads(Samples.created()))) {
        measure(topics);
      }
    }
    return 0;
  }

  private void createBareTopics(Topics topics) throws InterruptedException {
    Topic input = topics.mqttInput();
    Topic output = topics.events();
    new TopicCreator(kafka, Clock.systemUTC())
        .create(
            List.of(
                new Topic(BARE_INPUT, input.partitions(), input.config()),
                new Topic(BARE_OUTPUT, output.partitions(), output.config())));
  }

  private MqttSettings mqtt() {
    var source = new MapConfigurationPropertySource(Map.of("port", mqttPort, "root", ROOT));
    return new Binder(source).bind("", MqttSettings.class).get();
  }

  private void measure(Topics topics) throws InterruptedException {
    Comparison comparison = new Comparison("direction", "bare bridge", "connector", rounds);
    for (Direction direction : directions) {
      switch (direction) {
        case INPUT -> measureInput(topics, comparison);
        case OUTPUT -> measureOutput(topics, comparison);
      }
    }
    System.out.println();
    System.out.print(comparison.table());
  }

  private void measureInput(Topics topics, Comparison comparison) throws InterruptedException {
    Flow bare = new Flow(WINDOW, 1);
    Flow own = new Flow(WINDOW, 1);
    try (var fleet = new DeviceFleet(mqttPort, devices);
        var bareArrivals = new KafkaArrivals(kafka, BARE_INPUT, record -> bare.arrived());
        var ownArrivals =
            new KafkaArrivals(kafka, topics.mqttInput().name(), record -> own.arrived())) {
      comparison.measure(
          Direction.INPUT.title,
          () -> bare.run(() -> fleet.publish(BARE_ROOT), Duration.ofSeconds(seconds)),
          () -> own.run(() -> fleet.publish(ROOT), Duration.ofSeconds(seconds)));
    }
  }

  private void measureOutput(Topics topics, Comparison comparison) throws InterruptedException {
    Flow bare = new Flow(WINDOW, MESSAGES_PER_EVENT);
    Flow own = new Flow(WINDOW, MESSAGES_PER_EVENT);
    Mqtt5AsyncClient subscriber =
        Mqtt5Client.builder()
            .identifier("subscriber")
            .serverHost("127.0.0.1")
            .serverPort(mqttPort)
            .buildAsync();
    subscriber.publishes(
        MqttGlobalPublishFilter.ALL,
        message -> {
          boolean ours = message.getTopic().toString().startsWith(ROOT);
          (ours ? own : bare).arrived();
        });
    subscriber
        .connectWith()
        .restrictions()
        .receiveMaximum(RECEIVE_MAXIMUM)
        .applyRestrictions()
        .send()
        .join();
    subscriber
        .subscribeWith()
        .topicFilter("+/+/+/systems/+/events/#")
        .qos(MqttQos.AT_LEAST_ONCE)
        .send()
        .join();
    try (var producer =
        new KafkaProducer<>(
            kafka.producer("events"), new ByteArraySerializer(), new ByteArraySerializer())) {
      comparison.measure(
          Direction.OUTPUT.title,
          () -> bare.run(() -> send(producer, BARE_OUTPUT), Duration.ofSeconds(seconds)),
          () -> own.run(() -> send(producer, topics.events().name()), Duration.ofSeconds(seconds)));
    }
    subscriber.disconnect().join();
  }

  private void send(KafkaProducer<byte[], byte[]> producer, String topic) {
    byte[] key = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
    var unused = producer.send(new ProducerRecord<>(topic, key, event));
  }
}
