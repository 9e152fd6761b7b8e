package dev.tocsin.laboratory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets time pass, where that is the point: faults and absences have a duration. */
public final class Pause {
  private Pause() {}

  /**
   * Returns after that time.
   *
   * @throws IllegalStateException where the laboratory is stopped meanwhile
   */
  public static void of(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
