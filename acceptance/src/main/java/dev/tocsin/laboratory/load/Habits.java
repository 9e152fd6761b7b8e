package dev.tocsin.laboratory.load;

import java.time.Duration;

/**
 * How the devices of a trial behave.
 *
 * @param perSecond how many messages all of them send
 * @param clockError by how much their clocks are wrong; every second device's the other way
 * @param copies how often each sends the same message
 * @param flawed how many of a hundred entries are wrong
 */
public record Habits(int perSecond, Duration clockError, int copies, int flawed) {
  public static Habits usual(int perSecond) {
    return new Habits(perSecond, Duration.ZERO, 1, 15);
  }

  /** Clocks ten years wrong, and everything said so many times. */
  public static Habits careless(int perSecond, int copies) {
    return new Habits(perSecond, Duration.ofDays(3652), copies, 15);
  }

  Habits ofDevice(int device) {
    return device % 2 == 0 ? this : new Habits(perSecond, clockError.negated(), copies, flawed);
  }
}
