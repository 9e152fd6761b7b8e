package dev.tocsin.query.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongPredicate;
import org.jooq.exception.DataAccessException;

/**
 * Waits until the view has objects in the versions that are wanted. However many wait, the database
 * is asked once for all of them after each change. Thread-safe.
 *
 * <p>Versions count from 1; an object that the view does not have has version 0.
 */
final class VersionWatch implements AutoCloseable {
  private final Database database;
  private final ViewSignal signal;
  private final BlockingQueue<Waiter> newcomers = new LinkedBlockingQueue<>();
  private final Thread thread;

  private record Waiter(
      Kind<?> kind, UUID uuid, LongPredicate wanted, CompletableFuture<Boolean> shown) {}

  VersionWatch(Database database, ViewSignal signal) {
    this.database = database;
    this.signal = signal;
    thread = Thread.ofPlatform().daemon().name("tocsin-view-watch").start(this::run);
  }

  /**
   * Waits until the version of the object is a wanted one; false if that takes too long.
   *
   * @throws DataAccessException where the database cannot be asked
   */
  boolean await(Kind<?> kind, UUID uuid, LongPredicate wanted, Duration atMost)
      throws InterruptedException {
    if (wanted.test(kind.versions(database.reader(), Set.of(uuid)).getOrDefault(uuid, 0L))) {
      return true;
    }
    CompletableFuture<Boolean> shown = new CompletableFuture<>();
    newcomers.add(new Waiter(kind, uuid, wanted, shown));
    try {
      return shown.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw (RuntimeException) e.getCause();
    } finally {
      shown.cancel(false);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    List<Waiter> waiting = new ArrayList<>();
    try {
      while (true) {
        if (waiting.isEmpty()) {
          waiting.add(newcomers.take());
        }
        newcomers.drainTo(waiting);
        long seen = signal.changes();
        answer(waiting);
        waiting.removeIf(waiter -> waiter.shown().isDone());
        if (!waiting.isEmpty()) {
          signal.await(seen, ViewSignal.OTHER_PROCESS);
        }
      }
    } catch (InterruptedException e) {
      // Closed: whoever still waits does so in vain, and not for longer than he said.
    }
  }

  private void answer(List<Waiter> waiting) {
    Map<Kind<?>, Set<UUID>> wanted = new HashMap<>();
    for (Waiter waiter : waiting) {
      wanted.computeIfAbsent(waiter.kind(), kind -> new HashSet<>()).add(waiter.uuid());
    }
    try {
      Map<UUID, Long> found = new HashMap<>();
      wanted.forEach((kind, uuids) -> found.putAll(kind.versions(database.reader(), uuids)));
      waiting.stream()
          .filter(waiter -> waiter.wanted().test(found.getOrDefault(waiter.uuid(), 0L)))
          .forEach(waiter -> waiter.shown().complete(true));
    } catch (RuntimeException e) {
      // Theirs, and no reason to leave all who come after them alone.
      waiting.forEach(waiter -> waiter.shown().completeExceptionally(e));
    }
  }
}
