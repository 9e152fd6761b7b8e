package dev.tocsin.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.exceptions.MqttClientStateException;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The devices and the subscriber of the demonstration: shows what is sent and what comes back. */
final class DemoMqtt implements AutoCloseable {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

  private final Mqtt5BlockingClient client;
  private final Mqtt5BlockingClient.Mqtt5Publishes answers;
  private final PrintStream out;

  DemoMqtt(Port port, PrintStream out) {
    this.out = out;
    client = Mqtt5Client.builder().serverHost(Port.HOST).serverPort(port.number()).buildBlocking();
    try {
      client.connect();
    } catch (ConnectionFailedException e) {
      throw new DemoFailure(
          "The MQTT broker at %s does not answer: is Tocsin running (./tocsin up)?"
              .formatted(port.address()));
    }
    answers = client.publishes(MqttGlobalPublishFilter.ALL);
  }

  void subscribe(String filter) {
    out.println("  SUB " + filter);
    client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send();
  }

  void publish(String topic, String payload) {
    publish(topic, payload.getBytes(UTF_8), payload);
  }

  void publish(String topic, byte[] payload, String readable) {
    out.println("  PUB " + topic);
    out.println("      " + readable);
    client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send();
  }

  /**
   * Shows messages as they come, until each of the expressions has matched a topic of its own.
   *
   * @return the matching messages, in the order of the expressions
   */
  List<Mqtt5Publish> await(String... topicExpressions) {
    var open = new ArrayList<>(Arrays.stream(topicExpressions).map(Pattern::compile).toList());
    var found = new Mqtt5Publish[topicExpressions.length];
    var places = new ArrayList<>(open);
    while (!open.isEmpty()) {
      Mqtt5Publish message =
          next()
              .orElseThrow(
                  () ->
                      new DemoFailure(
                          "No message came on a topic like %s within %d seconds."
                              .formatted(open.getFirst(), ANSWER_LIMIT.toSeconds())));
      String topic = message.getTopic().toString();
      out.println("    < " + topic);
      out.println("      " + new String(message.getPayloadAsBytes(), UTF_8));
      open.stream()
          .filter(expression -> expression.matcher(topic).find())
          .findFirst()
          .ifPresent(
              expression -> {
                open.remove(expression);
                found[places.indexOf(expression)] = message;
              });
    }
    return List.of(found);
  }

  private Optional<Mqtt5Publish> next() {
    try {
      return answers.receive(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (MqttClientStateException e) {
      throw new DemoFailure("The connection to the MQTT broker was lost.");
    }
  }

  @Override
  public void close() {
    answers.close();
    client.disconnect();
  }
}
