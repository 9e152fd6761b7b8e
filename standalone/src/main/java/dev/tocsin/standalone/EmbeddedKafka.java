package dev.tocsin.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker in this process, with its own KRaft controller and a folder that outlives it. */
final class EmbeddedKafka implements AutoCloseable {

  private static final int NODE_ID = 1;
  private static final String CONTROLLER_LISTENER = "CONTROLLER";

  /** Kafka leaves it when it stops, and takes it away when it starts. */
  private static final String STOPPED_IN_ORDER = ".kafka_cleanshutdown";

  private final KafkaRaftServer server;

  private EmbeddedKafka(KafkaRaftServer server) {
    this.server = server;
  }

  /**
   * Returns once it serves, what was on its way when it was killed included.
   *
   * @throws Exception where it cannot start
   */
  static EmbeddedKafka start(int port, Path folder) throws Exception {
    boolean isNew = formatOnce(folder);
    if (!isNew && !Files.exists(folder.resolve(STOPPED_IN_ORDER))) {
      retireKilledBroker(folder);
    }
    return new EmbeddedKafka(startServer(brokerAndController(port, Port.anyFree(), folder)));
  }

  /**
   * Has the controller, alone, take all leadership away from the broker that was killed. A broker
   * that comes back as the leader which the metadata still calls it begins to read its groups and
   * to end its transactions, is then told that it leads nothing yet, and gets both wrong
   * (RATIONALE.md).
   */
  private static void retireKilledBroker(Path folder) throws Exception {
    int port = Port.anyFree();
    KafkaRaftServer controller = startServer(controllerAlone(port, folder));
    try (var admin = Admin.create(Map.of("bootstrap.controllers", Port.HOST + ":" + port))) {
      admin.unregisterBroker(NODE_ID).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof BrokerIdNotRegisteredException)) {
        throw e;
      }
      // It was killed before it had registered, or while this was under way.
    } finally {
      stop(controller);
    }
  }

  private static KafkaRaftServer startServer(Properties properties) throws Exception {
    var server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
    try {
      server.startup();
    } catch (Throwable e) {
      server.shutdown();
      throw e;
    }
    return server;
  }

  @Override
  public void close() {
    stop(server);
  }

  private static void stop(KafkaRaftServer server) {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Whether there was nothing in it before. */
  private static boolean formatOnce(Path folder) throws Exception {
    if (Files.exists(folder.resolve("meta.properties"))) {
      return false;
    }
    new Formatter()
        .setNodeId(NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .addDirectory(folder.toString())
        .setMetadataLogDirectory(folder.toString())
        .setControllerListenerName(CONTROLLER_LISTENER)
        .setIgnoreFormatted(true)
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
        .run();
    return true;
  }

  private static Properties brokerAndController(int port, int controllerPort, Path folder) {
    Properties properties = controllerAlone(controllerPort, folder);
    properties.put("process.roles", "broker,controller");
    properties.merge(
        "listeners",
        "PLAINTEXT://127.0.0.1:" + port,
        (controller, broker) -> broker + "," + controller);
    properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    // Topics are Tocsin's contract: a misspelt name is an error, not a new topic.
    properties.put("auto.create.topics.enable", "false");
    forOneBroker(properties);
    forASmallMachine(properties);
    return properties;
  }

  private static Properties controllerAlone(int port, Path folder) {
    var properties = new Properties();
    properties.put("process.roles", "controller");
    properties.put("node.id", Integer.toString(NODE_ID));
    // The one voter is this process, so its address may differ from start to start: nobody else
    // knows it.
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + port);
    properties.put("controller.listener.names", CONTROLLER_LISTENER);
    properties.put("listeners", "CONTROLLER://127.0.0.1:" + port);
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", folder.toString());
    return properties;
  }

  private static void forOneBroker(Properties properties) {
    properties.put("default.replication.factor", "1");
    properties.put("min.insync.replicas", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    // Waiting for more members of a consumer group only delays the start of the one that there is.
    properties.put("group.initial.rebalance.delay.ms", "0");
    // Each start reads what the groups have committed, so that is compacted soon.
    properties.put("offsets.topic.segment.bytes", Integer.toString(1024 * 1024));
    properties.put("group.coordinator.append.linger.ms", "0");
    // After a kill the controller refuses the same broker until its old session has run out.
    properties.put("broker.session.timeout.ms", "3000");
    properties.put("broker.heartbeat.interval.ms", "500");
  }

  private static void forASmallMachine(Properties properties) {
    properties.put("offsets.topic.num.partitions", "4");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.num.partitions", "1");
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "2");
    // 8 MiB hold the keys of 350,000 records a pass; the default takes 128 MiB of heap at once.
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 * 1024 * 1024));
  }
}
