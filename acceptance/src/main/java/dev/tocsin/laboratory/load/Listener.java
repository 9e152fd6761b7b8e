package dev.tocsin.laboratory.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.tocsin.laboratory.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A subscriber to everything that Tocsin says over MQTT, which it notes in the ledger. */
final class Listener implements AutoCloseable {
  private final Mqtt5AsyncClient client;
  private final Ledger ledger;

  Listener(Mqtt5AsyncClient client, Ledger ledger) {
    this.client = client;
    this.ledger = ledger;
    client.publishes(MqttGlobalPublishFilter.ALL, this::note);
    Mqtt.connect(client);
    for (String filter : List.of("+/+/+/systems/#", "+/+/+/input/event/+/+/+/error")) {
      client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send().join();
    }
  }

  private void note(Mqtt5Publish publish) {
    String topic = publish.getTopic().toString();
    if (topic.endsWith("/error")) {
      ledger.heardAnswer(topic);
    } else if (topic.matches(".*/events/[^/]+")) {
      JsonNode event = Json.read(new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8));
      ledger.heard(event.path("uuid").asText(), event.path("metadata").size());
    }
  }

  @Override
  public void close() {
    client.disconnectWith().sessionExpiryInterval(0).send().join();
  }
}
