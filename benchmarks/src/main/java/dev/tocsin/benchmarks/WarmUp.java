package dev.tocsin.benchmarks;

/**
 * Loads until it gets no faster: until the JVM has compiled what it will. Two cores compile for
 * minutes while they work.
 */
final class WarmUp {
  private static final int MOST_SLICES = 20;
  private static final int STALE_SLICES = 2;

  /** A slice that is faster than the best before by less has gained nothing. */
  private static final double NOTICEABLE = 1.03;

  private WarmUp() {}

  /** A stretch of load. */
  interface Slice {
    /** Returns messages a second. */
    double load() throws InterruptedException;
  }

  static void untilNoFaster(String name, Slice slice) throws InterruptedException {
    untilNoFaster(name, MOST_SLICES, slice);
  }

  static void untilNoFaster(String name, int mostSlices, Slice slice) throws InterruptedException {
    double best = 0;
    int stale = 0;
    for (int slices = 0; stale < STALE_SLICES && slices < mostSlices; slices++) {
      double rate = slice.load();
      System.out.printf("  warming up, %s: %,.0f/s%n", name, rate);
      stale = rate < best * NOTICEABLE ? stale + 1 : 0;
      best = Math.max(best, rate);
    }
  }
}
