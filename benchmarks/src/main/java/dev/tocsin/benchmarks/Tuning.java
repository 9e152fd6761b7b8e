package dev.tocsin.benchmarks;

/**
 * How a topology runs.
 *
 * @param rocksdbMemory the bytes that all stores may hold in memory together
 */
record Tuning(int threads, int commitMillis, boolean exactlyOnce, long rocksdbMemory) {
  /** With as much memory for the stores as the service gives them. */
  Tuning(int threads, int commitMillis, boolean exactlyOnce) {
    this(threads, commitMillis, exactlyOnce, 128L * 1024 * 1024);
  }

  String guarantee() {
    return exactlyOnce ? "exactly once" : "at least once";
  }
}
