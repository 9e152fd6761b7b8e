package dev.tocsin.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** The loopback ports of one Tocsin. */
record Ports(int mqtt, int kafka, int registry, int http) {
  static Ports free() {
    return new Ports(anyFree(), anyFree(), anyFree(), anyFree());
  }

  static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, String> environment() {
    return Map.of(
        "TOCSIN_MQTT_PORT", Integer.toString(mqtt),
        "TOCSIN_KAFKA_PORT", Integer.toString(kafka),
        "TOCSIN_REGISTRY_PORT", Integer.toString(registry),
        "TOCSIN_HTTP_PORT", Integer.toString(http));
  }

  String kafkaAddress() {
    return "127.0.0.1:" + kafka;
  }

  /** What a Confluent client takes as {@code schema.registry.url}. */
  String registryUrl() {
    return "http://127.0.0.1:" + registry + "/apis/ccompat/v7";
  }
}
