package dev.tocsin.benchmarks;

import dev.tocsin.kafka.KafkaSettings;
import dev.tocsin.standalone.BenchmarkBrokers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A Tocsin with all its parts, as {@code ./tocsin up} starts it, on free ports and in a folder of
 * its own.
 *
 * @param mqttPort where its MQTT broker is
 * @param kafka where its Kafka broker and its schema registry are
 */
record RunningTocsin(Program program, int mqttPort, KafkaSettings kafka, GraphQl graphQl) {
  private static final String JAVA_OPTIONS = "TOCSIN_JAVA_OPTIONS";

  /**
   * Returns once it is ready.
   *
   * @param script that starts it
   */
  static RunningTocsin start(Path script, CommitSetting commit) throws IOException {
    Path folder = Files.createTempDirectory("tocsin-bench");
    int mqtt = BenchmarkBrokers.anyFreePort();
    int http = BenchmarkBrokers.anyFreePort();
    int kafka = BenchmarkBrokers.anyFreePort();
    int registry = BenchmarkBrokers.anyFreePort();
    String options = System.getenv().getOrDefault(JAVA_OPTIONS, "");
    Map<String, String> environment =
        Map.of(
            "TOCSIN_MQTT_PORT",
            Integer.toString(mqtt),
            "TOCSIN_HTTP_PORT",
            Integer.toString(http),
            "TOCSIN_KAFKA_PORT",
            Integer.toString(kafka),
            "TOCSIN_REGISTRY_PORT",
            Integer.toString(registry),
            "TOCSIN_DATA_DIR",
            folder.toString(),
            JAVA_OPTIONS,
            options + " " + commit.systemProperties());
    Program program =
        Program.start(List.of(script.toString(), "up"), environment, folder, "Tocsin is ready");
    KafkaSettings settings =
        new KafkaSettings(
            "127.0.0.1:" + kafka,
            "http://127.0.0.1:" + registry + "/apis/ccompat/v7",
            null,
            null,
            null,
            null);
    return new RunningTocsin(program, mqtt, settings, new GraphQl(http));
  }

  /** Makes the model that devices name and so many systems known to it. */
  List<UUID> register(int devices) throws IOException, InterruptedException {
    graphQl.create(
        "createEventModel(code: \"%s\", entityType: SYSTEM, eventType: RANGED, eventLevel: WARNING, message: \"The load is above the limit.\")"
            .formatted(Samples.MODEL_CODE));
    List<UUID> systems = new ArrayList<>();
    for (int i = 0; i < devices; i++) {
      systems.add(
          graphQl.create("createSystem(code: \"ems-%1$d\", name: \"System %1$d\")".formatted(i)));
    }
    return systems;
  }
}
