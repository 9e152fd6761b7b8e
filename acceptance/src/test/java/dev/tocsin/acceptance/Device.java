package dev.tocsin.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import dev.tocsin.laboratory.Json;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** An MQTT 5 client that publishes, and awaits what comes of it. */
final class Device implements AutoCloseable {
  static final String DOMAIN = "drivr/v1/company-example/";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Mqtt5AsyncClient client;
  private final List<Message> received = new CopyOnWriteArrayList<>();

  private Device(Mqtt5AsyncClient client) {
    this.client = client;
  }

  static Device connect(int port) {
    Mqtt5AsyncClient client =
        Mqtt5Client.builder().serverHost("127.0.0.1").serverPort(port).buildAsync();
    Device device = new Device(client);
    client.publishes(
        MqttGlobalPublishFilter.ALL, publish -> device.received.add(Message.of(publish)));
    client.connect().join();
    return device;
  }

  static String systemInput(String system) {
    return DOMAIN + "input/event/s/" + system + "/json";
  }

  static String componentInput(String component) {
    return DOMAIN + "input/event/c/" + component + "/json";
  }

  /** Subscribes; returns once the broker has agreed. */
  Device listen(String... filters) {
    for (String filter : filters) {
      client.subscribeWith().topicFilter(filter).qos(MqttQos.EXACTLY_ONCE).send().join();
    }
    return this;
  }

  void send(String topic, String payload) {
    send(topic, payload.getBytes(UTF_8), MqttQos.AT_LEAST_ONCE);
  }

  void send(String topic, Map<String, ?> entry) {
    send(topic, Json.write(entry));
  }

  void send(String topic, byte[] payload) {
    send(topic, payload, MqttQos.AT_LEAST_ONCE);
  }

  /** Publishes; returns once the broker has acknowledged it. */
  void send(String topic, byte[] payload, MqttQos qos) {
    client.publishWith().topic(topic).payload(payload).qos(qos).send().join();
  }

  /** The same, and asks for a receipt on a topic, and for this data on every answer. */
  void ask(String topic, byte[] payload, String responseTopic, ByteBuffer correlationData) {
    client
        .publishWith()
        .topic(topic)
        .payload(payload)
        .qos(MqttQos.AT_LEAST_ONCE)
        .responseTopic(responseTopic)
        .correlationData(correlationData)
        .send()
        .join();
  }

  /** The oldest message on this topic that was not awaited yet. */
  Message await(String topic) {
    return await(topic, message -> message.topic().equals(topic));
  }

  /** The oldest message below this topic that was not awaited yet, and has so many levels more. */
  Message awaitBelow(String topic, int levels) {
    return await(
        topic + "/+",
        message ->
            message.topic().startsWith(topic + "/")
                && message.topic().substring(topic.length()).chars().filter(c -> c == '/').count()
                    == levels);
  }

  private Message await(String what, Predicate<Message> wanted) {
    Message found =
        Awaitility.await("a message on " + what)
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> find(wanted), Optional::isPresent)
            .orElseThrow();
    received.remove(found);
    return found;
  }

  /** What came and was not awaited. */
  List<Message> unawaited() {
    return List.copyOf(received);
  }

  void forget() {
    received.clear();
  }

  private Optional<Message> find(Predicate<Message> wanted) {
    return received.stream().filter(wanted).findFirst();
  }

  @Override
  public void close() {
    client.disconnect().join();
  }
}
