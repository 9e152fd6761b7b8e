package dev.tocsin.mqtt;

import dev.tocsin.event.EventChange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;

/** The connector as the service runs it, without the service around it. */
public final class BenchmarkConnector implements AutoCloseable {
  private final Connector connector;

  private BenchmarkConnector(Connector connector) {
    this.connector = connector;
  }

  /** Returns once messages pass in both directions. */
  public static BenchmarkConnector start(ConnectorSettings settings) throws InterruptedException {
    Connector connector = new Connector(settings, new SimpleMeterRegistry(), Clock.systemUTC());
    connector.start();
    while (!connector.obstacles().isEmpty()) {
      Thread.sleep(50);
    }
    return new BenchmarkConnector(connector);
  }

  /** The payloads of what is published of a change, in this order. */
  public static List<byte[]> payloads(EventChange change) {
    return new Publications("root", false).of(change).stream().map(Publication::payload).toList();
  }

  @Override
  public void close() {
    connector.stop();
  }
}
