package dev.tocsin.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/**
 * Work for a Tocsin that has just started, so that the JVM can record all classes that one needs:
 * messages of all kinds, somebody who subscribes to all that comes of them, and an operator who
 * looks at events and acknowledges some.
 */
final class Rehearsal {
  private static final Duration LENGTH = Duration.ofSeconds(5);
  private static final int SYSTEMS = 50;
  private static final int BATCH = 10;
  private static final int MESSAGES_BETWEEN_LOOKS = 100;
  private static final String POINT = "rehearsed-point";
  private static final String RANGE = "rehearsed-range";

  private final ObjectMapper json = new ObjectMapper();
  private final ObjectMapper messagePack = new ObjectMapper(new MessagePackFactory());
  private final DemoGraphQl operator;
  private final Mqtt5BlockingClient client;

  private Rehearsal(DemoGraphQl operator, Mqtt5BlockingClient client) {
    this.operator = operator;
    this.client = client;
  }

  static void play(StandaloneSettings settings) {
    var operator =
        new DemoGraphQl(
            URI.create("http://" + settings.http().address() + "/graphql"),
            new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    Mqtt5Client client =
        Mqtt5Client.builder().serverHost(Port.HOST).serverPort(settings.mqtt().number()).build();
    // It takes whatever comes: the client would say of each message that nobody does.
    client.toAsync().publishes(MqttGlobalPublishFilter.ALL, message -> {});
    client.toBlocking().connect();
    new Rehearsal(operator, client.toBlocking()).play();
    client.toBlocking().disconnect();
  }

  private void play() {
    String root = "drivr/v1/" + operator.ask("{ currentDomain { slug } }").path("slug").asText();
    client.subscribeWith().topicFilter(root + "/#").qos(MqttQos.AT_LEAST_ONCE).send();
    createModel(POINT, "SINGLE_POINT");
    createModel(RANGE, "RANGED");
    List<String> inputs =
        IntStream.range(0, SYSTEMS)
            .mapToObj(i -> root + "/input/event/s/" + createSystem("rehearsed-" + i))
            .toList();
    Instant end = Instant.now().plus(LENGTH);
    for (int i = 0; Instant.now().isBefore(end); i++) {
      send(inputs.get(i % SYSTEMS), i / SYSTEMS);
      if (i % MESSAGES_BETWEEN_LOOKS == 0) {
        look();
      }
    }
  }

  private void createModel(String code, String type) {
    operator.ask(
        "mutation { createEventModel(code: \"%s\", eventType: %s, eventLevel: INFO, entityType: SYSTEM) { uuid } }"
            .formatted(code, type));
  }

  private String createSystem(String code) {
    return operator
        .ask("mutation { createSystem(code: \"%s\", name: \"%s\") { uuid } }".formatted(code, code))
        .path("uuid")
        .asText();
  }

  /** A single event, one that begins, the same that ends, several at once, and a mistake. */
  private void send(String input, int number) {
    Instant now = Instant.now();
    Instant begin = Instant.EPOCH.plusSeconds(number / 5);
    switch (number % 5) {
      case 0 -> publish(input + "/json", json, point(now));
      case 1 ->
          publish(input + "/json", json, Map.of("eventModelCode", RANGE, "time", text(begin)));
      case 2 ->
          publish(
              input + "/json",
              json,
              Map.of("eventModelCode", RANGE, "time", text(begin), "endTime", text(now)));
      case 3 -> {
        var entries = IntStream.range(0, BATCH).mapToObj(i -> point(now.plusMillis(i))).toList();
        publish(input + "/msgpack", messagePack, entries);
      }
      default -> publish(input + "/json", json, Map.of("eventModelCode", "unknown"));
    }
  }

  private static Map<String, Object> point(Instant time) {
    return Map.of(
        "eventModelCode",
        POINT,
        "time",
        text(time),
        "metadata",
        Map.of("load", 1.5, "phase", "L1"));
  }

  private static String text(Instant time) {
    return time.toString();
  }

  private void publish(String topic, ObjectMapper format, Object content) {
    try {
      client
          .publishWith()
          .topic(topic)
          .qos(MqttQos.AT_LEAST_ONCE)
          .payload(format.writeValueAsBytes(content))
          .send();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void look() {
    JsonNode events =
        operator.ask("{ events(limit: 20) { items { uuid time status acknowledged } } }");
    for (JsonNode event : events.path("items")) {
      if (!event.path("acknowledged").asBoolean()) {
        operator.ask(
            "mutation { ackEvent(uuid: \"%s\") { ok } }".formatted(event.path("uuid").asText()));
        return;
      }
    }
  }
}
