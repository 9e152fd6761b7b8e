package dev.tocsin.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** A real MQTT broker in this JVM. */
@SuppressWarnings("InlineFormatString") // a document reads better on its own
final class TestBroker {
  private static final String CONFIGURATION =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <hivemq>
        <listeners>
          <tcp-listener>
            <port>%d</port>
            <bind-address>127.0.0.1</bind-address>
          </tcp-listener>
        </listeners>
        <mqtt>
          <queued-messages>
            <max-queue-size>100000</max-queue-size>
          </queued-messages>
          <receive-maximum>
            <server-receive-maximum>1000</server-receive-maximum>
          </receive-maximum>
        </mqtt>
        <persistence>
          <mode>in-memory</mode>
        </persistence>
        <anonymous-usage-statistics>
          <enabled>false</enabled>
        </anonymous-usage-statistics>
      </hivemq>
      """;

  private final int port = TestKafka.freePort();

  static {
    InternalConfigurations.PUBLISH_POLL_BATCH_SIZE = 1_000;
    InternalConfigurations.MAX_INFLIGHT_WINDOW_SIZE_MESSAGES = 1_000;
    InternalConfigurations.PERSISTENCE_BUCKET_COUNT.set(4);
    InternalConfigurations.PAYLOAD_PERSISTENCE_BUCKET_COUNT.set(4);
  }

  TestBroker() throws IOException {
    Path folder = Files.createTempDirectory(Path.of("target"), "mqtt-");
    Path configuration = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(configuration.resolve("config.xml"), CONFIGURATION.formatted(port));
    EmbeddedHiveMQ.builder()
        .withConfigurationFolder(configuration)
        .withDataFolder(Files.createDirectories(folder.resolve("data")))
        .withExtensionsFolder(Files.createDirectories(folder.resolve("extensions")))
        .withoutLoggingBootstrap()
        .build()
        .start()
        .join();
  }

  int port() {
    return port;
  }

  /** A client that is connected, under a name of its own. */
  Mqtt5BlockingClient client() {
    return client("test-" + UUID.randomUUID());
  }

  Mqtt5BlockingClient client(String name) {
    Mqtt5BlockingClient client =
        MqttClient.builder()
            .identifier(name)
            .serverHost("127.0.0.1")
            .serverPort(port)
            .useMqttVersion5()
            .buildBlocking();
    client.connect();
    return client;
  }
}
