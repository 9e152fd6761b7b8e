package dev.tocsin.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Operators who acknowledge what has ended, each one event after the other. */
final class Console implements AutoCloseable {
  private static final long LONGEST_MICROS = Duration.ofMinutes(5).toNanos() / 1000;

  private final GraphQl graphQl;
  private final ExecutorService operators;
  private final Recorder latencies = new Recorder(LONGEST_MICROS, 3);

  /**
   * @param operators how many mutations may be under way at once
   */
  Console(GraphQl graphQl, int operators) {
    this.graphQl = graphQl;
    this.operators =
        Executors.newFixedThreadPool(operators, Thread.ofVirtual().name("operator").factory());
  }

  /** As soon as an operator has time. */
  void acknowledge(UUID event, Runnable whenDone) {
    operators.execute(
        () -> {
          try {
            long begin = System.nanoTime();
            graphQl.acknowledge(event);
            latencies.recordValue((System.nanoTime() - begin) / 1000);
            whenDone.run();
          } catch (IOException e) {
            // The event is never done then, for which the load will fail.
            System.err.println(e.getMessage());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Of the mutation, in microseconds, since this was last asked. */
  Histogram latencies() {
    return latencies.getIntervalHistogram();
  }

  @Override
  public void close() {
    operators.shutdownNow();
  }
}
