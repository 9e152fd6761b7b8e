package dev.tocsin.standalone;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** An MQTT 3.1.1 and 5 broker in this process (HiveMQ CE), whose sessions outlive it. */
final class EmbeddedMqttBroker implements AutoCloseable {

  /**
   * Messages in flight to one client. A shared subscription is served stop and wait, one batch at a
   * time, so the batch bounds what a connector can carry.
   */
  private static final int WINDOW = 1_000;

  /**
   * How many persistence shards the broker opens. Its default, 64, is for a server; each costs time
   * at every start and stop. It must never change for an existing folder.
   */
  private static final int SHARDS = 8;

  /**
   * Bytes that payloads may take in memory before they are written, and after they are read. By
   * default these are a 32nd and a 64th of the machine's memory, outside of the heap.
   */
  private static final long PAYLOAD_BUFFER = 64L << 20;

  private static final long PAYLOAD_CACHE = 32L << 20;

  private static final String CONFIGURATION =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- Written at every start: changes made here are lost. -->
      <hivemq>
        <listeners>
          <tcp-listener>
            <port>%d</port>
            <bind-address>127.0.0.1</bind-address>
          </tcp-listener>
        </listeners>
        <mqtt>
          <queued-messages>
            <!-- What waits for a connector that is away. The default drops all beyond 1,000. -->
            <max-queue-size>1000000</max-queue-size>
            <strategy>discard</strategy>
          </queued-messages>
          <receive-maximum>
            <!-- Messages in flight from one client; the default, 10, makes a fast publisher wait. -->
            <server-receive-maximum>1000</server-receive-maximum>
          </receive-maximum>
          <packets>
            <!-- Well over Tocsin's own payload limit, whose excess deserves an answer, not a cut line. -->
            <max-packet-size>16777216</max-packet-size>
          </packets>
        </mqtt>
        <persistence>
          <mode>file</mode>
        </persistence>
        <anonymous-usage-statistics>
          <enabled>false</enabled>
        </anonymous-usage-statistics>
      </hivemq>
      """;

  private final EmbeddedHiveMQ broker;

  private EmbeddedMqttBroker(EmbeddedHiveMQ broker) {
    this.broker = broker;
  }

  static EmbeddedMqttBroker start(int port, Path folder) throws IOException {
    Path configuration = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(configuration.resolve("config.xml"), CONFIGURATION.formatted(port));
    InternalConfigurations.PUBLISH_POLL_BATCH_SIZE = WINDOW;
    InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = WINDOW;
    InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(SHARDS);
    InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(SHARDS);
    InternalConfigurations.PAYLOAD_PERSISTENCE_MEMTABLE_SIZE_PORTION.set(
        partOfMachine(PAYLOAD_BUFFER));
    InternalConfigurations.PAYLOAD_PERSISTENCE_BLOCK_CACHE_SIZE_PORTION.set(
        partOfMachine(PAYLOAD_CACHE));
    // Time for writers on other nodes of a cluster, which this is not.
    InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(0);
    var handler = Thread.getDefaultUncaughtExceptionHandler();
    var broker =
        EmbeddedHiveMQ.builder()
            .withConfigurationFolder(configuration)
            .withDataFolder(Files.createDirectories(folder.resolve("data")))
            .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
            .withoutLoggingBootstrap()
            .build();
    broker.start().join();
    // It installs its own for the whole JVM, which is not its to decide here.
    Thread.setDefaultUncaughtExceptionHandler(handler);
    return new EmbeddedMqttBroker(broker);
  }

  /** Which part of the machine's memory so many bytes are: that is how the broker wants it. */
  private static int partOfMachine(long bytes) {
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Math.toIntExact(Math.max(1, machine.getTotalMemorySize() / bytes));
  }

  @Override
  public void close() throws Exception {
    broker.close();
  }
}
