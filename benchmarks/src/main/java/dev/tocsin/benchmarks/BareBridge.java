package dev.tocsin.benchmarks;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.kafka.Topic;
import dev.tocsin.kafka.TopicCreator;
import dev.tocsin.kafka.Topics;
import dev.tocsin.standalone.BenchmarkBrokers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The floor of the whole: the same brokers and clients, each input through Kafka and out again as
 * two messages of an event's sizes, with no rules and no state between. By default it goes through
 * one topic and nothing is promised; with a commit setting it goes through a second one, committed
 * as the processor commits. A program of its own, so that it has a JVM of its own as Tocsin has.
 */
final class BareBridge {
  static final String READY = "The bare bridge is ready";

  private static final String INPUT = "bare.input";
  private static final String OUTPUT = "bare.output";
  private static final int EVENT_BYTES = 560;
  private static final int WINDOW = 1_000;
  private static final int RECEIVE_MAXIMUM = 65_535;
  private static final byte[] ACTIVE = "ACTIVE".getBytes(StandardCharsets.UTF_8);

  private final KafkaSettings kafka;
  private final Mqtt5AsyncClient mqtt;

  private BareBridge(KafkaSettings kafka, Mqtt5AsyncClient mqtt) {
    this.kafka = kafka;
    this.mqtt = mqtt;
  }

  /**
   * Runs until it is stopped.
   *
   * @param arguments the ports of MQTT and Kafka, an empty folder, and a {@link CommitSetting}'s,
   *     if it is to have one
   */
  public static void main(String[] arguments) throws Exception {
    int mqttPort = Integer.parseInt(arguments[0]);
    int kafkaPort = Integer.parseInt(arguments[1]);
    Path folder = Path.of(arguments[2]);
    BenchmarkBrokers.start(mqttPort, kafkaPort, folder);
    KafkaSettings kafka =
        new KafkaSettings("127.0.0.1:" + kafkaPort, null, null, null, (short) 1, Map.of());
    Topic like = new Topics(kafka).mqttInput();
    new TopicCreator(kafka, Clock.systemUTC())
        .create(
            List.of(
                new Topic(INPUT, like.partitions(), like.config()),
                new Topic(OUTPUT, like.partitions(), like.config())));
    Mqtt5AsyncClient mqtt =
        Mqtt5Client.builder()
            .identifier("bare-bridge")
            .serverHost("127.0.0.1")
            .serverPort(mqttPort)
            .buildAsync();
    Thread.currentThread().setName("bare-bridge");
    BareBridge bridge = new BareBridge(kafka, mqtt);
    if (arguments.length == 3) {
      bridge.run(INPUT);
    } else {
      CommitSetting commit = CommitSetting.parse(arguments[3], arguments[4]);
      var unused = BareHop.start(kafka, INPUT, OUTPUT, commit, folder.resolve("hop"));
      bridge.run(OUTPUT);
    }
  }

  private void run(String output) throws InterruptedException {
    Map<String, Object> sending = kafka.producer("bare-input");
    sending.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    sending.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    try (var producer =
            new KafkaProducer<>(sending, new StringSerializer(), new ByteArraySerializer());
        var consumer =
            new KafkaConsumer<>(reading(), new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(output));
      while (consumer.assignment().isEmpty()) {
        consumer.poll(Duration.ofMillis(100));
      }
      connect(producer);
      System.out.println(READY);
      publishFrom(consumer);
    }
  }

  private Map<String, Object> reading() {
    Map<String, Object> reading = kafka.consumer("bare-output");
    reading.put(ConsumerConfig.GROUP_ID_CONFIG, "bare-bridge");
    reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return reading;
  }

  private void connect(KafkaProducer<String, byte[]> producer) {
    mqtt.publishes(
        MqttGlobalPublishFilter.ALL,
        message -> {
          String entity = message.getTopic().getLevels().get(6);
          var unused =
              producer.send(
                  new ProducerRecord<>(INPUT, entity, message.getPayloadAsBytes()),
                  (metadata, failure) -> message.acknowledge());
        },
        true);
    mqtt.connectWith()
        .cleanStart(false)
        .noSessionExpiry()
        .restrictions()
        .receiveMaximum(RECEIVE_MAXIMUM)
        .applyRestrictions()
        .send()
        .join();
    mqtt.subscribeWith()
        .topicFilter("drivr/v1/+/input/event/#")
        .qos(MqttQos.AT_LEAST_ONCE)
        .send()
        .join();
  }

  private void publishFrom(KafkaConsumer<String, byte[]> consumer) throws InterruptedException {
    Semaphore window = new Semaphore(WINDOW);
    while (true) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        String topic =
            "drivr/v1/"
                + Samples.SLUG
                + "/systems/"
                + record.key()
                + "/events/"
                + UUID.nameUUIDFromBytes(record.value());
        byte[] event = Arrays.copyOf(record.value(), EVENT_BYTES);
        Arrays.fill(event, record.value().length, EVENT_BYTES, (byte) ' ');
        publish(window, topic, event);
        publish(window, topic + "/state", ACTIVE);
      }
      consumer.commitAsync();
    }
  }

  private void publish(Semaphore window, String topic, byte[] payload) throws InterruptedException {
    window.acquire();
    var unused =
        mqtt.publish(
                Mqtt5Publish.builder()
                    .topic(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(payload)
                    .build())
            .whenComplete((confirmed, failure) -> window.release());
  }
}
