package dev.tocsin.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.tocsin.event.Event;
import dev.tocsin.event.EventChangeType;
import dev.tocsin.event.EventStatus;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.event.Rejection;
import dev.tocsin.registry.ChangeType;
import dev.tocsin.registry.RegistryChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaToMqttTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Surroundings around = new Surroundings();
  private final Queue<Mqtt5Publish> seen = new ConcurrentLinkedQueue<>();
  private final Mqtt5BlockingClient console = watcher(seen);

  @AfterEach
  void close() {
    around.close();
    console.disconnect();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "3"})
  void a_change_on_kafka_is_told_on_mqtt(String version) {
    around.connector(Map.of("tocsin.mqtt.version", version));

    around.change(EventChangeType.CREATED, Examples.overload());

    await().atMost(PATIENCE).until(() -> seen.size() == 2);
    assertThat(topics().getFirst())
        .isEqualTo(
            around.root
                + "/company-example/systems/792b6149-1daa-488f-b07a-f684503b0586"
                + "/events/a707aa3a-b44f-42e0-9ab8-b8efe13409c8");
    assertThat(texts().getLast()).isEqualTo("ACTIVE");
    assertThat(seen).extracting(Mqtt5Publish::getQos).containsOnly(MqttQos.AT_LEAST_ONCE);
  }

  @Test
  void a_rejection_is_answered_on_the_topic_of_the_input_and_does_not_come_back_as_input() {
    around.connector();
    String topic = around.root + "/acme/input/event/s/" + Examples.EMS + "/json";

    around.write(
        around.topics.eventRejections(),
        Examples.EMS.toString(),
        around.serdes.eventRejections(),
        Examples.rejected(topic, PayloadFormat.JSON, Rejection.payloadInvalid("Not JSON.")));

    await().atMost(PATIENCE).until(() -> seen.size() == 1);
    assertThat(topics()).containsExactly(topic + "/error");
    assertThat(texts().getFirst()).contains("PAYLOAD_INVALID");
    assertThat(around.count("tocsin.connector.received", "outcome", "own_answer")).isZero();
  }

  @Test
  void a_model_can_be_read_by_whoever_comes_later() {
    around.connector();
    around.write(
        around.topics.eventModels(),
        Examples.OVERLOAD.uuid().toString(),
        around.serdes.eventModels(),
        new RegistryChange<>(ChangeType.CREATED, Examples.OVERLOAD, null));
    await().atMost(PATIENCE).until(() -> seen.size() == 3);

    latecomer(later -> await().atMost(PATIENCE).until(() -> later.size() == 2));
  }

  @Test
  void an_open_event_can_be_read_by_whoever_comes_later_where_the_settings_say_so() {
    around.connector(Map.of("tocsin.mqtt.retain-events", "true"));
    around.change(EventChangeType.CREATED, Examples.malfunction(EventStatus.ACTIVE));
    await().atMost(PATIENCE).until(() -> seen.size() == 2);

    latecomer(later -> await().atMost(PATIENCE).until(() -> later.size() == 2));

    around.change(EventChangeType.RESOLVED, Examples.malfunction(EventStatus.RESOLVED));
    await().atMost(PATIENCE).until(() -> texts().stream().filter(String::isEmpty).count() == 2);
    latecomer(
        later -> {
          console.publishWith().topic(around.root + "/marker").qos(MqttQos.AT_LEAST_ONCE).send();
          await().atMost(PATIENCE).until(() -> !later.isEmpty());
          assertThat(later)
              .extracting(publish -> publish.getTopic().toString())
              .containsExactly(around.root + "/marker");
        });
  }

  @Test
  void what_cannot_be_read_or_published_does_not_stop_what_follows() {
    around.connector();
    String key = Examples.overload().uuid().toString();

    around.write(around.topics.events(), key, "not Avro".getBytes(UTF_8));
    around.write(around.topics.events(), key, new byte[] {0, 0, 0, 0, 99, 1, 2, 3});
    around.write(around.topics.events(), key, (byte[]) null);
    around.change(
        EventChangeType.CREATED, Examples.malfunction("x".repeat(65_600), EventStatus.ACTIVE));
    around.change(EventChangeType.CREATED, Examples.malfunction("a+b", EventStatus.ACTIVE));
    around.change(EventChangeType.CREATED, Examples.overload());

    await().atMost(PATIENCE).until(() -> seen.size() == 2);
    assertThat(dropped("poison")).isEqualTo(2);
    assertThat(dropped("topic_too_long")).isEqualTo(2);
    assertThat(dropped("broker_refused")).isEqualTo(2);
  }

  @Test
  void what_was_published_is_not_published_again_by_the_next_start() {
    Connector first = around.connector();
    around.change(EventChangeType.CREATED, Examples.overload());
    await().atMost(PATIENCE).until(() -> seen.size() == 2);
    first.stop();

    around.change(EventChangeType.DELETED, Examples.overload());
    around.connector();

    await().atMost(PATIENCE).until(() -> seen.size() == 3);
    assertThat(texts().getLast()).isEqualTo("DELETED");
  }

  @Test
  void a_lost_session_in_the_midst_of_it_loses_nothing_and_keeps_each_events_order() {
    around.connector();
    List<UUID> events = IntStream.range(0, 300).mapToObj(i -> UUID.randomUUID()).toList();
    for (EventChangeType type : List.of(EventChangeType.CREATED, EventChangeType.RESOLVED)) {
      EventStatus status =
          type == EventChangeType.CREATED ? EventStatus.ACTIVE : EventStatus.RESOLVED;
      for (UUID uuid : events) {
        around.change(type, withUuid(Examples.malfunction(status), uuid));
        if (uuid.equals(events.get(150))) {
          // Another client of the same name puts the connector's session to an end.
          Surroundings.BROKER.client(around.clientId()).disconnect();
        }
      }
    }

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(events)
                    .allSatisfy(
                        uuid -> {
                          assertThat(states(uuid)).contains("ACTIVE").endsWith("RESOLVED");
                          assertThat(states(uuid).indexOf("ACTIVE")).isZero();
                        }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pump house 7/a", "pump-house-7"})
  void a_connector_takes_the_place_of_one_that_died_under_its_name(String clientId) {
    around.connector(Map.of("tocsin.mqtt.client-id", clientId)).stop();
    around.dieInOutputGroup(clientId);

    around.change(EventChangeType.CREATED, Examples.overload());
    around.connector(Map.of("tocsin.mqtt.client-id", clientId));

    await().atMost(PATIENCE).until(() -> seen.size() == 2);
  }

  @Test
  void two_connectors_share_the_work() {
    around.connector();
    around.connector(Map.of("tocsin.mqtt.client-id", around.clientId() + "-b"));
    List<UUID> events = IntStream.range(0, 50).mapToObj(i -> UUID.randomUUID()).toList();

    events.forEach(
        uuid -> around.change(EventChangeType.CREATED, withUuid(Examples.overload(), uuid)));

    await().atMost(PATIENCE).until(() -> seen.size() >= 100);
    assertThat(events).allSatisfy(uuid -> assertThat(states(uuid)).containsExactly("ACTIVE"));
  }

  /** What a new client reads of everything. */
  private void latecomer(Consumer<Queue<Mqtt5Publish>> expectation) {
    Queue<Mqtt5Publish> later = new ConcurrentLinkedQueue<>();
    Mqtt5BlockingClient client = watcher(later);
    expectation.accept(later);
    client.disconnect();
  }

  /** A client that reads everything from now on, and what is retained. */
  private Mqtt5BlockingClient watcher(Queue<Mqtt5Publish> messages) {
    Mqtt5BlockingClient client = Surroundings.BROKER.client();
    client.toAsync().publishes(MqttGlobalPublishFilter.ALL, messages::add);
    client.subscribeWith().topicFilter(around.root + "/#").qos(MqttQos.AT_LEAST_ONCE).send();
    return client;
  }

  private List<String> states(UUID event) {
    List<String> states = new ArrayList<>();
    for (Mqtt5Publish publish : seen) {
      if (publish.getTopic().toString().endsWith(event + "/state")) {
        states.add(new String(publish.getPayloadAsBytes(), UTF_8));
      }
    }
    return states;
  }

  private List<String> topics() {
    return seen.stream().map(publish -> publish.getTopic().toString()).toList();
  }

  private List<String> texts() {
    return seen.stream().map(publish -> new String(publish.getPayloadAsBytes(), UTF_8)).toList();
  }

  private double dropped(String reason) {
    return around.count("tocsin.connector.dropped", "reason", reason);
  }

  private static Event withUuid(Event event, UUID uuid) {
    return new Event(
        uuid,
        event.slug(),
        event.entityUuid(),
        event.systemUuid(),
        event.componentCode(),
        event.model(),
        event.time(),
        event.endTime(),
        event.status(),
        event.acks(),
        event.metadata(),
        event.createdAt(),
        event.updatedAt(),
        event.version());
  }
}
