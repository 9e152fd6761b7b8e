package dev.tocsin.processor;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** The processor as the service runs it, without the service around it. */
public final class BenchmarkProcessor implements AutoCloseable {
  private final StreamsLifecycle streams;

  private BenchmarkProcessor(StreamsLifecycle streams) {
    this.streams = streams;
  }

  /** Returns once it takes records. */
  public static BenchmarkProcessor start(ProcessorSettings settings) throws InterruptedException {
    StreamsLifecycle streams =
        new StreamsLifecycle(
            settings, new ProcessorMetrics(new SimpleMeterRegistry()), Clock.systemUTC());
    streams.start();
    while (!streams.isProcessing()) {
      Thread.sleep(50);
    }
    return new BenchmarkProcessor(streams);
  }

  @Override
  public void close() {
    streams.stop();
  }
}
