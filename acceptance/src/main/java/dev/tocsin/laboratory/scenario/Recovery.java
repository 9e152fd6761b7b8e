package dev.tocsin.laboratory.scenario;

import dev.tocsin.laboratory.load.Sent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * How long faults are felt: the longest time from a fault to the first effect of a message that was
 * sent after it, and until everything had its effect that was sent meanwhile.
 */
record Recovery(Duration first, Duration caughtUp) {
  /** What was on its way when the fault came. */
  private static final long UNDER_WAY_MILLIS = 1_000;

  static Recovery of(List<Long> faults, Collection<Sent> all) {
    List<Sent> settled = all.stream().filter(sent -> sent.settledAt() > 0).toList();
    long first = 0;
    long caughtUp = 0;
    for (long fault : faults) {
      long progress =
          settled.stream()
              .filter(sent -> sent.sentAt() >= fault)
              .mapToLong(Sent::settledAt)
              .min()
              .orElse(fault);
      long end =
          settled.stream()
              .filter(sent -> sent.sentAt() >= fault - UNDER_WAY_MILLIS)
              .filter(sent -> sent.sentAt() <= progress)
              .mapToLong(Sent::settledAt)
              .max()
              .orElse(fault);
      first = Math.max(first, progress - fault);
      caughtUp = Math.max(caughtUp, end - fault);
    }
    return new Recovery(Duration.ofMillis(first), Duration.ofMillis(caughtUp));
  }
}
