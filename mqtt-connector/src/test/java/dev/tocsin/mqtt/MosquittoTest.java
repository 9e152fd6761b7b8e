package dev.tocsin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.event.EventStatus;
import dev.tocsin.kafka.message.MqttInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Mosquitto, which keeps many large messages in flight; skipped where it is missing. */
class MosquittoTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int LARGE = 1024 * 1024;

  private final Surroundings around = new Surroundings();
  private final int port = TestKafka.freePort();
  private Process mosquitto;

  @TempDir private Path folder;

  private void startMosquitto(String setting) throws IOException {
    Optional<Path> program =
        Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    assumeThat(program).as("Mosquitto, which is not installed").isPresent();
    Path configuration = folder.resolve("mosquitto.conf");
    Files.writeString(
        configuration,
        """
        listener %d 127.0.0.1
        allow_anonymous true
        max_inflight_messages 500
        max_queued_messages 100000
        %s
        """
            .formatted(port, setting));
    mosquitto =
        new ProcessBuilder(program.get().toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
  }

  @AfterEach
  void stopMosquitto() {
    around.close();
    if (mosquitto != null) {
      mosquitto.destroy();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "3"})
  void with_kafka_away_memory_is_bounded_and_afterwards_everything_arrives(String version)
      throws IOException {
    startMosquitto("");
    Connector connector =
        connector(Map.of("tocsin.mqtt.version", version, "tocsin.mqtt.max-in-flight-bytes", "4MB"));
    Mqtt3BlockingClient device = client("device");
    Surroundings.KAFKA.stop();
    try {
      for (int i = 0; i < 12; i++) {
        publish(device, LARGE - i);
      }
      await()
          .atMost(PATIENCE)
          .until(() -> connector.obstacles().contains("not connected to the MQTT broker"));
      // What had been given to the producer when the connection was closed still waits for Kafka.
      assertThat(around.inFlightBytes()).isPositive().isLessThanOrEqualTo(4.0 * LARGE);
    } finally {
      Surroundings.KAFKA.start();
    }

    publish(device, 7);
    List<ConsumerRecord<String, MqttInput>> records =
        around.readUntil(
            around.topics.mqttInput(),
            around.serdes.mqttInput(),
            read -> read.stream().anyMatch(record -> record.value().payloadSize() == 7));
    assertThat(records.stream().map(record -> record.value().payloadSize()))
        .containsAll(IntStream.range(0, 12).mapToObj(i -> LARGE - i).toList());
  }

  /** Mosquitto before 2.0.20 hands on a response topic that is none; later ones refuse it. */
  @ParameterizedTest
  @ValueSource(strings = {"", "connectors"})
  void a_message_that_is_no_mqtt_5_does_not_keep_others_away(String group) throws Exception {
    startMosquitto("");
    Path publisher = Path.of("/usr/bin/mosquitto_pub");
    assumeThat(publisher).as("mosquitto_pub, which is not installed").isExecutable();
    connector(Map.of("tocsin.mqtt.shared-group", group));

    Process odd =
        new ProcessBuilder(
                List.of(
                    publisher.toString(),
                    "-p",
                    Integer.toString(port),
                    "-V",
                    "5",
                    "-q",
                    "1",
                    "-D",
                    "publish",
                    "response-topic",
                    "a/#",
                    "-t",
                    topic(),
                    "-m",
                    "odd"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(odd.waitFor(10, TimeUnit.SECONDS)).isTrue();
    publish(client("device"), 7);

    around.readUntil(
        around.topics.mqttInput(),
        around.serdes.mqttInput(),
        read -> read.stream().anyMatch(record -> record.value().payloadSize() == 7));
  }

  /**
   * Mosquitto ends the connection at it; only in MQTT 5 does it say beforehand what is too long.
   */
  @ParameterizedTest
  @CsvSource({"5, 256MB", "3, 20KB"})
  void a_message_that_is_too_long_for_the_broker_does_not_keep_others_away(
      String version, String longest) throws IOException {
    startMosquitto("max_packet_size 20480");
    connector(Map.of("tocsin.mqtt.version", version, "tocsin.mqtt.max-packet-bytes", longest));
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    Mqtt3BlockingClient console = client("console");
    console
        .toAsync()
        .subscribeWith()
        .topicFilter(around.root + "/#")
        .qos(MqttQos.AT_LEAST_ONCE)
        .callback(publish -> seen.add(publish.getTopic().toString()))
        .send()
        .join();

    around.change(
        EventChangeType.CREATED, Examples.malfunction("x".repeat(30_000), EventStatus.ACTIVE));
    around.change(EventChangeType.CREATED, Examples.overload());

    await().atMost(PATIENCE).until(() -> seen.size() == 2);
    assertThat(seen)
        .allSatisfy(topic -> assertThat(topic).contains(Examples.overload().uuid().toString()));
    assertThat(around.count("tocsin.connector.dropped", "reason", "broker_refused")).isEqualTo(2);
  }

  /** A connector that has got to Mosquitto. */
  private Connector connector(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("tocsin.mqtt.port", Integer.toString(port));
    return around.connector(settings);
  }

  private Mqtt3BlockingClient client(String name) {
    Mqtt3BlockingClient client =
        MqttClient.builder()
            .identifier(name)
            .serverHost("127.0.0.1")
            .serverPort(port)
            .useMqttVersion3()
            .buildBlocking();
    client.connect();
    return client;
  }

  private void publish(Mqtt3BlockingClient device, int size) {
    device.publishWith().topic(topic()).qos(MqttQos.AT_LEAST_ONCE).payload(new byte[size]).send();
  }

  private String topic() {
    return around.root + "/acme/input/event/s/" + Examples.EMS + "/json";
  }
}
