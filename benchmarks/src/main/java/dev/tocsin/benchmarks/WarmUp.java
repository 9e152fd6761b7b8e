package dev.tocsin.benchmarks;

import java.util.function.LongSupplier;

/**
 * Loads until it gets no faster: until the JVM has compiled what it will. Two cores compile for
 * minutes while they work.
 */
final class WarmUp {
  private static final int MOST_SLICES = 20;
  private static final int STALE_SLICES = 2;

  /** A slice that is faster than the best before by less has gained nothing. */
  private static final double NOTICEABLE = 1.03;

  /** Compilers that use more of a core have not come to what will be fast. */
  private static final double BUSY_COMPILERS = 0.1;

  private WarmUp() {}

  /** A stretch of load. */
  interface Slice {
    /** Returns messages a second. */
    double load() throws InterruptedException;
  }

  /** Of something in this JVM. */
  static void untilNoFaster(String name, Slice slice) throws InterruptedException {
    untilNoFaster(name, MOST_SLICES, () -> CpuTimes.compilers(ProcessHandle.current()), slice);
  }

  /**
   * @param compilers what the JVM's compilers have used of the processors so far, in microseconds
   */
  static void untilNoFaster(String name, int mostSlices, LongSupplier compilers, Slice slice)
      throws InterruptedException {
    double best = 0;
    int stale = 0;
    for (int slices = 0; stale < STALE_SLICES && slices < mostSlices; slices++) {
      long begin = System.nanoTime();
      long before = compilers.getAsLong();
      double rate = slice.load();
      double compiling = (compilers.getAsLong() - before) * 1e3 / (System.nanoTime() - begin);
      boolean busy = compiling >= BUSY_COMPILERS;
      System.out.printf(
          "  warming up, %s: %,.0f/s%s%n", name, rate, busy ? ", still compiling" : "");
      stale = rate < best * NOTICEABLE && !busy ? stale + 1 : 0;
      best = Math.max(best, rate);
    }
  }
}
