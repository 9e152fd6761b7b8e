package dev.tocsin.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MqttLinkTest {
  private final Surroundings around = new Surroundings();
  private final Mqtt5BlockingClient device = Surroundings.BROKER.client();

  @AfterEach
  void close() {
    around.close();
    device.disconnect();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "3"})
  void a_message_that_could_not_be_taken_in_comes_again_in_another_session(String version) {
    Map<String, String> properties = new HashMap<>(around.properties());
    properties.put("tocsin.mqtt.version", version);
    MqttLink link = new MqttLink(ConnectorSettingsTest.bind(properties).mqtt(), Clock.systemUTC());
    AtomicInteger taken = new AtomicInteger();
    link.start(
        message -> {
          if (taken.getAndIncrement() == 0) {
            throw new IllegalStateException("a bug");
          }
          message.acknowledge();
        },
        () -> true);
    try {
      await().until(() -> link.session().isPresent());
      Optional<MqttSession> first = link.session();

      device
          .publishWith()
          .topic(around.root + "/acme/input/event/s/" + Examples.EMS + "/json")
          .qos(MqttQos.AT_LEAST_ONCE)
          .payload("{}".getBytes(UTF_8))
          .send();

      await().until(() -> taken.get() == 2);
      await().until(() -> link.session().isPresent() && !link.session().equals(first));
    } finally {
      link.stop();
    }
  }
}
