package dev.tocsin.benchmarks;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** What those take from the one that is measured who are there beside it and have nothing to do. */
final class IdleCost {
  private record Share(double cpuSeconds, double seconds) {
    Share plus(Share other) {
      return new Share(cpuSeconds + other.cpuSeconds, seconds + other.seconds);
    }
  }

  private final Map<String, Share> shares = new LinkedHashMap<>();

  <T> T beside(List<Subject> others, Callable<T> measuring) throws Exception {
    Map<Subject, Duration> before = new HashMap<>();
    others.forEach(other -> before.put(other, other.cpu()));
    long begin = System.nanoTime();
    T measured = measuring.call();
    double seconds = (System.nanoTime() - begin) / 1e9;
    for (Subject other : others) {
      double cpuSeconds = other.cpu().minus(before.get(other)).toNanos() / 1e9;
      shares.merge(other.name(), new Share(cpuSeconds, seconds), Share::plus);
    }
    return measured;
  }

  /** Of one core, by who was idle. */
  Map<String, Double> percent() {
    Map<String, Double> percent = new TreeMap<>();
    shares.forEach((name, share) -> percent.put(name, 100 * share.cpuSeconds() / share.seconds()));
    return percent;
  }
}
