package dev.tocsin.laboratory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The loopback ports of one Tocsin. */
public record Ports(int mqtt, int kafka, int registry, int http) {
  private static final int LOWEST = 10_000;

  /** From here on Linux chooses the ports of clients. */
  private static final int LOWEST_OF_CLIENTS = 32_768;

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  public static Ports free() {
    return new Ports(anyFree(), anyFree(), anyFree(), anyFree());
  }

  /**
   * One that nobody uses, nor will be given for a connection of their own while a server is away.
   */
  public static int anyFree() {
    while (true) {
      int port = LOWEST + ThreadLocalRandom.current().nextInt(LOWEST_OF_CLIENTS - LOWEST);
      if (GIVEN.add(port) && isFree(port)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
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
