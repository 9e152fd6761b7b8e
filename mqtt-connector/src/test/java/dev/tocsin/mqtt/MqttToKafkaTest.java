package dev.tocsin.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.identity.NameUuid;
import dev.tocsin.kafka.message.MqttInput;
import dev.tocsin.registry.EntityType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class MqttToKafkaTest {
  private static final int MEGABYTE = 1024 * 1024;

  private static final byte[] LARGE = new byte[MEGABYTE];

  private final Surroundings around = new Surroundings();
  private final Mqtt5BlockingClient device = Surroundings.BROKER.client();
  private final String topic = around.root + "/acme/input/event/s/" + Examples.EMS + "/json";

  @AfterEach
  void close() {
    around.close();
    device.disconnect();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "3"})
  void a_message_reaches_kafka_as_it_came(String version) {
    around.connector(Map.of("tocsin.mqtt.version", version));
    Instant before = Instant.now();

    publish(topic, "{\"eventModelCode\":\"x\"}");

    ConsumerRecord<String, MqttInput> record = read(1).getFirst();
    assertThat(record.key()).isEqualTo(Examples.EMS.toString());
    MqttInput input = record.value();
    assertThat(input.topic()).isEqualTo(topic);
    assertThat(input.slug()).isEqualTo("acme");
    assertThat(input.entityType()).isEqualTo(EntityType.SYSTEM);
    assertThat(input.entityUuid()).isEqualTo(Examples.EMS);
    assertThat(input.format()).isEqualTo(PayloadFormat.JSON);
    assertThat(input.payload()).asString(UTF_8).isEqualTo("{\"eventModelCode\":\"x\"}");
    assertThat(input.payloadSize()).isEqualTo(22);
    assertThat(input.arrivedAt()).isBetween(before.minusMillis(1), Instant.now());
    assertThat(input.topicFault()).isNull();
  }

  @ParameterizedTest
  @EnumSource(MqttQos.class)
  void every_quality_of_service_is_served(MqttQos qos) {
    around.connector();

    publish(qos, topic, "{}".getBytes(UTF_8));

    assertThat(read(1)).hasSize(1);
    await().until(() -> received("forwarded") == 1);
  }

  @Test
  void a_topic_that_does_not_fit_reaches_kafka_with_what_is_wrong_and_is_logged(
      CapturedOutput output) {
    around.connector();
    String odd = around.root + "/acme/input/event/x/y/msgpack";

    publish(odd, "?");

    ConsumerRecord<String, MqttInput> record = read(1).getFirst();
    assertThat(record.key()).isEqualTo(NameUuid.of(NameUuid.TOCSIN, odd).toString());
    assertThat(record.value().entityUuid()).isNull();
    assertThat(record.value().slug()).isEqualTo("acme");
    assertThat(record.value().format()).isEqualTo(PayloadFormat.MSGPACK);
    assertThat(record.value().topicFault()).contains("s (system)");
    await().until(() -> received("topic_fault") == 1);
    assertThat(output).containsOnlyOnce(odd + ": The level after input/event must be s (system)");
  }

  @Test
  void a_payload_over_the_limit_travels_as_its_size() {
    around.connector();

    publish(topic, LARGE);
    publish(topic, new byte[MEGABYTE + 1]);

    List<MqttInput> inputs = read(2).stream().map(ConsumerRecord::value).toList();
    assertThat(inputs.getFirst().payload()).hasSize(MEGABYTE);
    assertThat(inputs.getLast().payload()).isNull();
    assertThat(inputs.getLast().payloadSize()).isEqualTo(MEGABYTE + 1);
  }

  @Test
  void answers_and_what_was_retained_before_the_subscription_go_no_further() {
    device.publishWith().topic(topic).retain(true).payload("old".getBytes(UTF_8)).send();
    around.connector(Map.of("tocsin.mqtt.version", "3"));

    publish(topic + "/error", "{}");
    publish(topic, "new");

    assertThat(read(1)).singleElement().extracting(r -> r.value().payloadSize()).isEqualTo(3);
    await()
        .until(
            () ->
                received("own_answer") == 1
                    && received("retained") == 1
                    && received("forwarded") == 1);
  }

  @Test
  void what_was_sent_while_the_connector_was_away_arrives_when_it_is_back() {
    around.connector().stop();
    publishNumbered(500);

    around.connector();

    assertThat(numbers(read(500))).containsExactlyElementsOf(numbers(500));
  }

  @Test
  void what_kafka_has_not_confirmed_is_sent_again_after_the_connector_died() {
    Connector connector = around.connector();
    Surroundings.KAFKA.stop();
    try {
      publishNumbered(200);
      connector.stop();
    } finally {
      Surroundings.KAFKA.start();
    }

    around.connector();

    assertThat(numbers(read(200))).containsAll(numbers(200));
  }

  @Test
  void without_a_promise_to_the_device_what_exceeds_the_memory_is_dropped_and_counted() {
    around.connector(Map.of("tocsin.mqtt.max-in-flight-bytes", "4MB"));
    Surroundings.KAFKA.stop();
    try {
      for (int sent = 1; sent <= 8; sent++) {
        publish(MqttQos.AT_MOST_ONCE, topic, LARGE);
        // One by one: a broker itself drops what a subscriber does not read in time.
        int waiting = Math.min(sent, 3);
        int dropped = sent - waiting;
        await()
            .until(
                () ->
                    around.inFlightBytes() > waiting * MEGABYTE
                        && around.count("tocsin.connector.dropped", "reason", "overload")
                            == dropped);
      }
    } finally {
      Surroundings.KAFKA.start();
    }

    assertThat(read(3)).hasSize(3);
  }

  @Test
  void all_that_a_device_can_make_large_counts_as_memory() {
    String odd = around.root + "/acme/input/event/" + "x".repeat(60_000);
    String property = "x".repeat(60_000);
    around.connector();
    Surroundings.KAFKA.stop();
    try {
      publish(MqttQos.AT_MOST_ONCE, odd, new byte[0]);
      await().until(() -> around.inFlightBytes() > 60_000);
      double before = around.inFlightBytes();

      device
          .publishWith()
          .topic(topic)
          .qos(MqttQos.AT_LEAST_ONCE)
          .contentType(property)
          .correlationData(property.getBytes(UTF_8))
          .userProperties()
          .add(property, property)
          .applyUserProperties()
          .send();

      await().until(() -> around.inFlightBytes() - before > 4 * 60_000);
    } finally {
      Surroundings.KAFKA.start();
    }

    assertThat(read(2)).hasSize(2);
    await().until(() -> around.inFlightBytes() == 0);
  }

  @Test
  void a_producer_that_cannot_be_made_is_tried_again_with_pauses() {
    Connector connector =
        around.starting(Map.of("tocsin.kafka.clients.interceptor.classes", "no.such.Interceptor"));

    await()
        .atMost(Duration.ofSeconds(30))
        .during(Duration.ofMillis(600))
        .until(() -> stateOf("tocsin-mqtt-to-kafka"), Thread.State.TIMED_WAITING::equals);

    assertThat(connector.obstacles()).doesNotContain("waiting for Kafka and the schema registry");
  }

  private static Thread.State stateOf(String thread) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(live -> live.getName().equals(thread))
        .findAny()
        .map(Thread::getState)
        .orElse(Thread.State.TERMINATED);
  }

  private void publishNumbered(int count) {
    for (int i = 0; i < count; i++) {
      publish(topic, Integer.toString(i));
    }
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static List<String> numbers(List<ConsumerRecord<String, MqttInput>> records) {
    return records.stream().map(record -> new String(record.value().payload(), UTF_8)).toList();
  }

  private void publish(String to, String payload) {
    publish(to, payload.getBytes(UTF_8));
  }

  private void publish(String to, byte[] payload) {
    publish(MqttQos.AT_LEAST_ONCE, to, payload);
  }

  private void publish(MqttQos qos, String to, byte[] payload) {
    device.publishWith().topic(to).qos(qos).payload(payload).send();
  }

  private List<ConsumerRecord<String, MqttInput>> read(int count) {
    return around.read(around.topics.mqttInput(), around.serdes.mqttInput(), count);
  }

  private double received(String outcome) {
    return around.count("tocsin.connector.received", "outcome", outcome);
  }
}
