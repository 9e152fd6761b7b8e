package dev.tocsin.benchmarks;

import com.hivemq.client.mqtt.MqttClientExecutorConfig;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.tocsin.kafka.KafkaSettings;
import io.reactivex.schedulers.Schedulers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
 * The floor of the connector: what MQTT brings goes to one Kafka topic, and each record of another
 * becomes messages of given sizes; the same clients with the same settings, and nothing else.
 */
final class BareConnector implements AutoCloseable {
  /** As large as Tocsin's default. */
  private static final int WINDOW = 1_000;

  private static final int RECEIVE_MAXIMUM = 65_535;
  private static final int ENTITY_LEVEL = 6;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long COMMIT_NANOS = Duration.ofSeconds(1).toNanos();

  /** What an event's topic goes on with in each of its messages. */
  private static final List<String> SUFFIXES = List.of("", "/state");

  private final String root;
  private final String input;
  private final List<byte[]> payloads;
  private final Mqtt5AsyncClient mqtt;
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Thread publisher;
  private volatile boolean open = true;

  /**
   * Starts it; it carries messages in both directions from then on.
   *
   * @param root what its MQTT topics begin with
   * @param input the Kafka topic for what MQTT brings
   * @param output the Kafka topic of what is to be published
   * @param payloads of an event's message and of its state's, which each record of the output
   *     becomes
   */
  BareConnector(
      KafkaSettings kafka,
      int mqttPort,
      String root,
      String input,
      String output,
      List<byte[]> payloads) {
    this.root = root;
    this.input = input;
    this.payloads = payloads;
    Map<String, Object> sending = kafka.producer("bare-connector");
    sending.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    sending.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
    producer = new KafkaProducer<>(sending, new StringSerializer(), new ByteArraySerializer());
    Map<String, Object> reading =
        kafka.groupConsumer("bare-connector", "bare-connector", "bare-connector");
    reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(output));
    while (consumer.assignment().isEmpty()) {
      consumer.poll(POLL);
    }
    mqtt =
        Mqtt5Client.builder()
            .identifier("bare-connector")
            .serverHost("127.0.0.1")
            .serverPort(mqttPort)
            .executorConfig(
                MqttClientExecutorConfig.builder()
                    .applicationScheduler(Schedulers.from(Runnable::run))
                    .build())
            .buildAsync();
    connect();
    publisher = Thread.ofPlatform().name("bare-connector").start(this::publish);
  }

  private void connect() {
    mqtt.publishes(MqttGlobalPublishFilter.ALL, this::forward, true);
    mqtt.connectWith()
        .cleanStart(false)
        .noSessionExpiry()
        .restrictions()
        .receiveMaximum(RECEIVE_MAXIMUM)
        .applyRestrictions()
        .send()
        .join();
    mqtt.subscribeWith()
        .topicFilter(root + "/+/input/event/#")
        .qos(MqttQos.AT_LEAST_ONCE)
        .send()
        .join();
  }

  private void forward(Mqtt5Publish message) {
    String entity = message.getTopic().getLevels().get(ENTITY_LEVEL);
    var unused =
        producer.send(
            new ProducerRecord<>(input, entity, message.getPayloadAsBytes()),
            (metadata, failure) -> message.acknowledge());
  }

  private void publish() {
    Semaphore window = new Semaphore(WINDOW);
    long lastCommit = System.nanoTime();
    try {
      while (open) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          publish(record, window);
        }
        if (System.nanoTime() - lastCommit > COMMIT_NANOS) {
          lastCommit = System.nanoTime();
          consumer.commitAsync();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      consumer.close();
    }
  }

  private void publish(ConsumerRecord<String, byte[]> record, Semaphore window)
      throws InterruptedException {
    // As long as an event's topic, and as different from the others'.
    String topic =
        root + "/" + Samples.SLUG + "/systems/" + record.key() + "/events/" + record.key();
    for (int i = 0; i < payloads.size(); i++) {
      window.acquire();
      var unused =
          mqtt.publish(
                  Mqtt5Publish.builder()
                      .topic(topic + SUFFIXES.get(i))
                      .qos(MqttQos.AT_LEAST_ONCE)
                      .payload(payloads.get(i).clone())
                      .build())
              .whenComplete((confirmed, failure) -> window.release());
    }
  }

  @Override
  public void close() throws InterruptedException {
    open = false;
    publisher.join();
    mqtt.disconnect().join();
    producer.close();
  }
}
