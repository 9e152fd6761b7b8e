package dev.tocsin.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a user may change of the standalone Tocsin, all of it by environment variables: {@code
 * TOCSIN_MQTT_PORT}, {@code TOCSIN_KAFKA_PORT}, {@code TOCSIN_REGISTRY_PORT}, {@code
 * TOCSIN_HTTP_PORT} and {@code TOCSIN_DATA_DIR}.
 *
 * @param mqtt the MQTT broker's port; 1883, MQTT's own
 * @param kafka the Kafka broker's port; 9092, Kafka's own
 * @param registry the schema registry's port; 8081, where Confluent's listens
 * @param http the port of GraphQL, health and metrics; 8080
 * @param dataDirectory the folder that everything is kept in; {@code data} under the working
 *     directory
 */
record StandaloneSettings(Port mqtt, Port kafka, Port registry, Port http, Path dataDirectory) {

  StandaloneSettings {
    List<Port> ports = List.of(mqtt, kafka, registry, http);
    for (Port port : ports) {
      ports.stream()
          .filter(other -> other != port && other.number() == port.number())
          .findFirst()
          .ifPresent(
              other -> {
                throw new CannotStart(
                    "%s and %s are both %d: each needs a port of its own."
                        .formatted(port.variable(), other.variable(), port.number()));
              });
    }
  }

  static StandaloneSettings from(Map<String, String> environment) {
    return new StandaloneSettings(
        port(environment, "TOCSIN_MQTT_PORT", 1883, "the MQTT broker"),
        port(environment, "TOCSIN_KAFKA_PORT", 9092, "the Kafka broker"),
        port(environment, "TOCSIN_REGISTRY_PORT", 8081, "the schema registry"),
        port(environment, "TOCSIN_HTTP_PORT", 8080, "GraphQL, health and metrics"),
        dataDirectory(environment));
  }

  /** The same with free ports, beside whatever else runs on this machine. */
  static StandaloneSettings forRehearsal(Map<String, String> environment) {
    return new StandaloneSettings(
        rehearsalPort(),
        rehearsalPort(),
        rehearsalPort(),
        rehearsalPort(),
        dataDirectory(environment));
  }

  private static Port rehearsalPort() {
    return new Port(Port.anyFree(), "a rehearsal", "nothing");
  }

  Stream<Port> ports() {
    return Stream.of(mqtt, kafka, registry, http);
  }

  private static Path dataDirectory(Map<String, String> environment) {
    return Path.of(environment.getOrDefault("TOCSIN_DATA_DIR", "data"))
        .toAbsolutePath()
        .normalize();
  }

  private static Port port(
      Map<String, String> environment, String variable, int byDefault, String purpose) {
    String text = environment.getOrDefault(variable, "");
    try {
      int number = text.isBlank() ? byDefault : Integer.parseInt(text.strip());
      if (number >= 1 && number <= 65_535) {
        return new Port(number, purpose, variable);
      }
    } catch (NumberFormatException e) {
      // Answered below, like a number out of range.
    }
    throw new CannotStart(
        "%s, the port of %s, is '%s': it must be a number from 1 to 65535."
            .formatted(variable, purpose, text));
  }
}
