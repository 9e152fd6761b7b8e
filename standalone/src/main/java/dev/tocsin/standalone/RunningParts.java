package dev.tocsin.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The parts that are up, told about line by line, and stopped in the reverse of their order. */
final class RunningParts implements AutoCloseable {

  private final PrintStream out;
  private final Map<Part, AutoCloseable> running = new EnumMap<>(Part.class);
  private boolean stopping;

  RunningParts(PrintStream out) {
    this.out = out;
  }

  /** Starts one part in the calling thread. */
  void start(Part part, String detail, Callable<? extends AutoCloseable> starter) throws Exception {
    say(part, "starts");
    long begin = System.nanoTime();
    AutoCloseable started = starter.call();
    if (add(part, started)) {
      say(part, "is up after %s, %s".formatted(seconds(begin), detail));
    } else {
      started.close();
    }
  }

  /** Stops everything; what is still starting is stopped as soon as it is up. */
  @Override
  public void close() {
    List<Part> parts = takeAll();
    for (Part part : parts) {
      long begin = System.nanoTime();
      try (AutoCloseable closing = running.get(part)) {
        say(part, "stops");
      } catch (Exception e) {
        say(part, "did not stop cleanly: " + e);
        continue;
      }
      say(part, "stopped after " + seconds(begin));
    }
  }

  static String seconds(long beginNanos) {
    return "%.1f s".formatted(Duration.ofNanos(System.nanoTime() - beginNanos).toMillis() / 1000.0);
  }

  private synchronized boolean add(Part part, AutoCloseable started) {
    if (!stopping) {
      running.put(part, started);
    }
    return !stopping;
  }

  private synchronized List<Part> takeAll() {
    if (stopping) {
      return List.of();
    }
    stopping = true;
    return List.copyOf(running.keySet()).reversed();
  }

  private void say(Part part, String what) {
    out.printf("  %-16s %s%n", part.title(), what);
  }
}
