package dev.tocsin.laboratory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** The loopback ports of one Tocsin. */
public record Ports(int mqtt, int kafka, int registry, int http) {
  public static Ports free() {
    return new Ports(anyFree(), anyFree(), anyFree(), anyFree());
  }

  public static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Map<String, String> environment() {
    return Map.of(
        "TOCSIN_MQTT_PORT", Integer.toString(mqtt),
        "TOCSIN_KAFKA_PORT", Integer.toString(kafka),
        "TOCSIN_REGISTRY_PORT", Integer.toString(registry),
        "TOCSIN_HTTP_PORT", Integer.toString(http));
  }

  public String kafkaAddress() {
    return "127.0.0.1:" + kafka;
  }

  /** What a Confluent client takes as {@code schema.registry.url}. */
  public String registryUrl() {
    return "http://127.0.0.1:" + registry + "/apis/ccompat/v7";
  }
}
