package dev.tocsin.benchmarks;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * As many messages as go through with a bounded number on their way: enough that nobody waits for
 * work, too few to pile up.
 */
final class Flow {
  private static final Duration SETTLE = Duration.ofSeconds(30);

  private final int arrivalsPerMessage;
  private final int window;
  private final Semaphore places;
  private final LongAdder arrivals = new LongAdder();

  /** What sends one message. */
  interface Sender {
    void send() throws InterruptedException;
  }

  /**
   * What went through.
   *
   * @param perSecond messages a second
   * @param cpuMicros what this process, brokers and load included, spent on one
   */
  record Rate(double perSecond, double cpuMicros) {}

  /**
   * A flow with nothing on its way yet.
   *
   * @param messages that may be on their way
   * @param arrivalsPerMessage how often each is told to have arrived
   */
  Flow(int messages, int arrivalsPerMessage) {
    this.arrivalsPerMessage = arrivalsPerMessage;
    this.window = messages * arrivalsPerMessage;
    this.places = new Semaphore(window);
  }

  void arrived() {
    arrivals.increment();
    places.release();
  }

  /** Sends for so long, and returns once all of it has arrived. */
  Rate run(Sender sender, Duration duration) throws InterruptedException {
    Duration cpuBefore = cpu();
    long before = arrivals.sum();
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < duration.toNanos()) {
      places.acquire(arrivalsPerMessage);
      sender.send();
    }
    double count = (arrivals.sum() - before) / (double) arrivalsPerMessage;
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpuMicros = cpu().minus(cpuBefore).toNanos() / 1e3;
    settle();
    return new Rate(count / seconds, cpuMicros / count);
  }

  private void settle() throws InterruptedException {
    if (!places.tryAcquire(window, SETTLE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException(
          (window - places.availablePermits()) + " messages did not arrive within " + SETTLE);
    }
    places.release(window);
  }

  /** What this process has used of the processors so far. */
  static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
