package dev.tocsin.laboratory.plant;

import dev.tocsin.laboratory.Ports;
import dev.tocsin.laboratory.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The stock Kafka broker: a KRaft node of its own, from the jars on this program's class path.
 *
 * @param linkedPort where it listens for those who come through a link
 * @param advertisedPort where that link begins, which the broker names to them
 */
record KafkaBroker(Path folder, int port, int linkedPort, int advertisedPort) {
  /** How many partitions its groups are divided among. */
  static final int COORDINATORS = 4;

  private static final String SETTINGS =
      """
      process.roles=broker,controller
      node.id=1
      controller.quorum.voters=1@127.0.0.1:%2$d
      controller.listener.names=CONTROLLER
      listeners=PLAINTEXT://127.0.0.1:%1$d,LINKED://127.0.0.1:%4$d,CONTROLLER://127.0.0.1:%2$d
      advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,LINKED://127.0.0.1:%5$d
      listener.security.protocol.map=PLAINTEXT:PLAINTEXT,LINKED:PLAINTEXT,CONTROLLER:PLAINTEXT
      log.dirs=%3$s
      auto.create.topics.enable=false
      default.replication.factor=1
      min.insync.replicas=1
      offsets.topic.replication.factor=1
      offsets.topic.num.partitions=%6$d
      transaction.state.log.replication.factor=1
      transaction.state.log.min.isr=1
      transaction.state.log.num.partitions=4
      share.coordinator.state.topic.replication.factor=1
      share.coordinator.state.topic.min.isr=1
      group.initial.rebalance.delay.ms=0
      # As README tells operators: else a restart under load may leave a group without a coordinator.
      group.coordinator.append.linger.ms=0
      # After a kill the controller refuses the same broker until its old session has run out.
      broker.session.timeout.ms=3000
      broker.heartbeat.interval.ms=500
      log.cleaner.dedupe.buffer.size=8388608
      """;

  /** Formats the empty folder; returns what starts the broker in it. */
  List<String> command() {
    Path settings =
        Program.write(
            folder.resolve("server.properties"),
            SETTINGS.formatted(
                port,
                Ports.anyFree(),
                folder.resolve("log"),
                linkedPort,
                advertisedPort,
                COORDINATORS));
    try (Program format =
        Program.start(
            "kafka-format",
            Map.of(),
            OwnJava.command(
                "kafka.tools.StorageTool",
                "format",
                "-t",
                clusterId(),
                "-c",
                settings.toString()))) {
      format.awaitEnd(Duration.ofMinutes(1));
    }
    return OwnJava.command("kafka.Kafka", settings.toString());
  }

  private static String clusterId() {
    return UUID.randomUUID().toString().substring(0, 22);
  }
}
