package dev.tocsin.benchmarks;

/** How a topology runs. */
record Tuning(int threads, int commitMillis, boolean exactlyOnce) {
  String guarantee() {
    return exactlyOnce ? "exactly once" : "at least once";
  }
}
