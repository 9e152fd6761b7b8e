package dev.tocsin.acceptance;

import static org.awaitility.Awaitility.await;

import dev.tocsin.laboratory.Management;
import dev.tocsin.laboratory.Ports;
import dev.tocsin.laboratory.Program;
import dev.tocsin.laboratory.plant.ServiceJar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The three services as processes of their own, against brokers that none of them has started:
 * Mosquitto, and the Kafka and the schema registry of a standalone, under a topic prefix of their
 * own.
 */
final class ThreeServices implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** A service with the port of its health. */
  record Service(Program program, Management management) {
    int port() {
      return management.port();
    }
  }

  private final Ports kafka;
  private final Path folder;
  private final String prefix;
  private final int mqttPort = Ports.anyFree();
  private final Function<String, List<String>> launcher;
  private final List<Service> services = new ArrayList<>();
  private Program mosquitto;

  private ThreeServices(
      Ports kafka, Path folder, String prefix, Function<String, List<String>> launcher) {
    this.kafka = kafka;
    this.folder = folder;
    this.prefix = prefix;
    this.launcher = launcher;
  }

  /**
   * Services that are started as users start them.
   *
   * @param prefix what the names of all topics begin with
   */
  static ThreeServices asUsersStartThem(Ports kafka, Path folder, String prefix) {
    return new ThreeServices(kafka, folder, prefix, ThreeServices::executableJar);
  }

  /** Services that start faster, for tests that are not about that. */
  static ThreeServices prepared(Ports kafka, Path folder, String prefix, List<String> modules) {
    Map<String, ServiceJar> jars = ServiceJar.prepare(modules);
    return new ThreeServices(kafka, folder, prefix, module -> jars.get(module).command(List.of()));
  }

  int mqttPort() {
    return mqttPort;
  }

  void startMosquitto() {
    Path configuration =
        Program.write(
            folder.resolve("mosquitto.conf"),
            "listener %d 127.0.0.1\nallow_anonymous true\nuser root\n".formatted(mqttPort));
    String program = Program.find("mosquitto").orElseThrow().toString();
    mosquitto =
        Program.start("mosquitto", Map.of(), List.of(program, "-c", configuration.toString()));
  }

  Service startConnector(String name) {
    return start(
        "mqtt-connector",
        name,
        "--tocsin.mqtt.port=" + mqttPort,
        "--tocsin.mqtt.client-id=" + name,
        "--tocsin.mqtt.shared-group=connectors");
  }

  Service startProcessor(String name) {
    return start("processor", name, "--tocsin.processor.state-dir=" + folder.resolve(name));
  }

  /** With a database of its own. */
  Service startQueryApi(String name, String... settings) {
    return startReplica(name, "jdbc:sqlite:" + folder.resolve(name + ".db"), settings);
  }

  /** One of the query-apis that share a database. */
  Service startReplica(String name, String databaseUrl, String... settings) {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("--spring.datasource.url=" + databaseUrl);
    return start("query-api", name, all.toArray(String[]::new));
  }

  void awaitReadiness() {
    for (Service service : services) {
      await("readiness of " + service)
          .atMost(START_LIMIT)
          .failFast("it ended", () -> !service.program().isAlive())
          .until(service.management()::isReady);
    }
  }

  /** SIGKILL; the others are to go on. */
  void kill(Service service) {
    service.program().kill();
    services.remove(service);
  }

  private Service start(String module, String name, String... settings) {
    int port = Ports.anyFree();
    List<String> command = new ArrayList<>(launcher.apply(module));
    command.addAll(
        List.of(
            "--server.port=" + port,
            "--tocsin.kafka.bootstrap-servers=" + kafka.kafkaAddress(),
            "--tocsin.kafka.schema-registry-url=" + kafka.registryUrl(),
            "--tocsin.kafka.topic-prefix=" + prefix));
    command.addAll(List.of(settings));
    Service service = new Service(Program.start(name, Map.of(), command), new Management(port));
    services.add(service);
    return service;
  }

  private static List<String> executableJar(String module) {
    return List.of(
        Program.java(),
        "-Xmx384m",
        "-XX:TieredStopAtLevel=1",
        Program.temporaryFiles(),
        "-jar",
        Program.executable(module).toString());
  }

  /** Ends every service by SIGTERM; returns the exit codes. */
  List<Integer> stop() {
    return services.reversed().stream().map(service -> service.program().terminate()).toList();
  }

  @Override
  public void close() {
    services.forEach(service -> service.program().close());
    if (mosquitto != null) {
      mosquitto.close();
    }
  }
}
