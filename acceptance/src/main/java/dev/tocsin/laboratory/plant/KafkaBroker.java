package dev.tocsin.laboratory.plant;

import dev.tocsin.laboratory.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Stock Kafka: a broker, and beside it the controller, which survives it and notices that it is
 * gone.
 *
 * @param folder where the broker keeps its log
 * @param controllerFolder where the controller does
 * @param linkedPort where the services' link leads to
 * @param advertisedPort where the services find the link
 */
record KafkaBroker(
    Path folder,
    Path controllerFolder,
    int port,
    int controllerPort,
    int linkedPort,
    int advertisedPort) {
  /**
   * After which the controller has given a dead broker up. One that is back before reads its groups
   * twice, and may serve them when it has not read them at all (RATIONALE.md).
   */
  static final Duration ABSENCE = Duration.ofSeconds(4);

  private static final String COMMON =
      """
      controller.quorum.voters=2@127.0.0.1:%1$d
      controller.listener.names=CONTROLLER
      listener.security.protocol.map=PLAINTEXT:PLAINTEXT,LINKED:PLAINTEXT,CONTROLLER:PLAINTEXT
      log.dirs=%2$s
      # After a kill the controller refuses the same broker until its old session has run out.
      broker.session.timeout.ms=3000
      broker.heartbeat.interval.ms=500
      """;

  private static final String CONTROLLER =
      """
      process.roles=controller
      node.id=2
      listeners=CONTROLLER://127.0.0.1:%1$d
      """;

  private static final String BROKER =
      """
      process.roles=broker
      node.id=1
      listeners=PLAINTEXT://127.0.0.1:%1$d,LINKED://127.0.0.1:%2$d
      advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,LINKED://127.0.0.1:%3$d
      auto.create.topics.enable=false
      default.replication.factor=1
      min.insync.replicas=1
      offsets.topic.replication.factor=1
      offsets.topic.num.partitions=4
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      transaction.state.log.num.partitions=4
      share.coordinator.state.topic.replication.factor=1
      share.coordinator.state.topic.min.isr=1
      group.initial.rebalance.delay.ms=0
      group.min.session.timeout.ms=1000
      group.coordinator.append.linger.ms=0
      offsets.topic.segment.bytes=1048576
      log.cleaner.dedupe.buffer.size=8388608
      """;

  /** What starts the controller and the broker. */
  record Commands(List<String> controller, List<String> broker) {}

  /** Formats the empty folders. */
  Commands commands() {
    String cluster = UUID.randomUUID().toString().substring(0, 22);
    return new Commands(
        command(controllerFolder, CONTROLLER.formatted(controllerPort), cluster),
        command(folder, BROKER.formatted(port, linkedPort, advertisedPort), cluster));
  }

  private List<String> command(Path home, String own, String cluster) {
    Path settings =
        Program.write(
            home.resolve("server.properties"),
            own + COMMON.formatted(controllerPort, home.resolve("log")));
    List<String> format =
        OwnJava.command(
            "kafka.tools.StorageTool", "format", "-t", cluster, "-c", settings.toString());
    try (Program program = Program.start("kafka-format", Map.of(), format)) {
      program.awaitEnd(Duration.ofMinutes(1));
    }
    return OwnJava.command("kafka.Kafka", settings.toString());
  }
}
