package dev.tocsin.laboratory.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.tocsin.laboratory.Json;
import java.util.List;

/** A subscriber to everything that Tocsin says over MQTT, which it notes in the ledger. */
final class Listener implements AutoCloseable {
  private final Mqtt5AsyncClient client;
  private final String receipts;
  private final Ledger ledger;

  /**
   * @param receipts the topic to which the trial's devices ask for receipts
   */
  Listener(Mqtt5AsyncClient client, String receipts, Ledger ledger) {
    this.client = client;
    this.receipts = receipts;
    this.ledger = ledger;
    client.publishes(MqttGlobalPublishFilter.ALL, this::note);
    Mqtt.connect(client);
    for (String filter : List.of("+/+/+/systems/#", "+/+/+/input/event/+/+/+/error", receipts)) {
      client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send().join();
    }
  }

  private void note(Mqtt5Publish publish) {
    String topic = publish.getTopic().toString();
    if (topic.equals(receipts)) {
      ledger.heardReceipt(
          Integer.parseInt(UTF_8.decode(publish.getCorrelationData().orElseThrow()).toString()));
    } else if (topic.endsWith("/error")) {
      ledger.heardAnswer(topic);
    } else if (topic.matches(".*/events/[^/]+")) {
      JsonNode event = Json.read(new String(publish.getPayloadAsBytes(), UTF_8));
      ledger.heard(event.path("uuid").asText(), event.path("metadata").size());
    }
  }

  @Override
  public void close() {
    client.disconnectWith().sessionExpiryInterval(0).send().join();
  }
}
