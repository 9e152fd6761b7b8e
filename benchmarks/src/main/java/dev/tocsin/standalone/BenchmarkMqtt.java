package dev.tocsin.standalone;

import java.io.IOException;
import java.nio.file.Path;

/** The standalone's MQTT broker on a free port. */
public final class BenchmarkMqtt implements AutoCloseable {
  private final int port;
  private final EmbeddedMqttBroker broker;

  private BenchmarkMqtt(int port, EmbeddedMqttBroker broker) {
    this.port = port;
    this.broker = broker;
  }

  /** Returns once it listens. */
  public static BenchmarkMqtt start(Path folder) throws IOException {
    int port = Port.anyFree();
    return new BenchmarkMqtt(port, EmbeddedMqttBroker.start(port, folder));
  }

  public int port() {
    return port;
  }

  @Override
  public void close() throws Exception {
    broker.close();
  }
}
