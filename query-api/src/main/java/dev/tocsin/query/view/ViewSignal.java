package dev.tocsin.query.view;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells those who wait that this process has changed the view, and the projection that somebody
 * does. Thread-safe.
 */
public final class ViewSignal {
  /**
   * How long it pays to wait for a signal before one looks again: another replica may be the one
   * that changes the view, and it gives none here.
   */
  static final Duration OTHER_PROCESS = Duration.ofMillis(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition awaited = lock.newCondition();
  private long changes;
  private int waiting;

  /** How many changes there have been; read it before looking, so that none is missed. */
  public long changes() {
    lock.lock();
    try {
      return changes;
    } finally {
      lock.unlock();
    }
  }

  void change() {
    lock.lock();
    try {
      changes++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a change after {@code seen}, or for as long as it pays to wait. */
  public void await(long seen, Duration atMost) throws InterruptedException {
    lock.lock();
    waiting++;
    awaited.signalAll();
    try {
      long nanos = atMost.toNanos();
      while (changes == seen && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  /** Returns once somebody waits for a change, after this time at the latest. */
  void awaitDemand(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long nanos = atMost.toNanos();
      while (waiting == 0 && nanos > 0) {
        nanos = awaited.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }
}
