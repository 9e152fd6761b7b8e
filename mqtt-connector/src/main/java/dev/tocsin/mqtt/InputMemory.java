package dev.tocsin.mqtt;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The memory that is given for input on its way to Kafka, shared by all threads. */
final class InputMemory {
  private final int bytes;
  private final Semaphore free;

  InputMemory(int bytes) {
    this.bytes = bytes;
    free = new Semaphore(bytes);
  }

  /**
   * Takes the arrival's share, and waits so long for it: whether there was enough. One that is
   * larger than all of it takes all.
   */
  boolean take(Arrival arrival, Duration patience) {
    try {
      return free.tryAcquire(shareOf(arrival), patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void giveBack(Arrival arrival) {
    free.release(shareOf(arrival));
  }

  int takenBytes() {
    return bytes - free.availablePermits();
  }

  boolean isHalfFree() {
    return free.availablePermits() >= bytes / 2;
  }

  private int shareOf(Arrival arrival) {
    return Math.min(arrival.bytes(), bytes);
  }
}
