package dev.tocsin.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.tocsin.laboratory.Json;
import java.nio.ByteBuffer;
import java.util.Optional;

/** An MQTT message as a subscriber got it. */
@SuppressWarnings("ArrayRecordComponent")
record Message(
    String topic, byte[] payload, int qos, boolean retained, Optional<ByteBuffer> correlationData) {
  static Message of(Mqtt5Publish publish) {
    return new Message(
        publish.getTopic().toString(),
        publish.getPayloadAsBytes(),
        publish.getQos().getCode(),
        publish.isRetain(),
        publish.getCorrelationData());
  }

  String text() {
    return new String(payload, UTF_8);
  }

  JsonNode json() {
    return Json.read(text());
  }

  /** The topic's last level. */
  String lastLevel() {
    return topic.substring(topic.lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return topic + " " + text();
  }
}
