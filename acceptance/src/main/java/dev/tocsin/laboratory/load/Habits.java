package dev.tocsin.laboratory.load;

import java.time.Duration;

/**
 * How the devices of a trial behave.
 *
 * @param perSecond how many messages all of them send
 * @param clockError by how much their clocks are wrong; every second device's the other way
 * @param copies how often each sends the same message
 * @param naming how they name the events that they update
 */
public record Habits(int perSecond, Duration clockError, int copies, Naming naming) {
  /** How an update names its event. */
  public enum Naming {
    /** By model and time only, so that no order matters. */
    BY_TIME,
    /** By its uuid, too. */
    BY_UUID,
    /** By its uuid, too, and sometimes before it is raised. */
    BY_UUID_EARLY
  }

  public static Habits usual(int perSecond) {
    return new Habits(perSecond, Duration.ZERO, 1, Naming.BY_UUID);
  }

  /** For brokers that swap messages. */
  public static Habits orderless(int perSecond) {
    return new Habits(perSecond, Duration.ZERO, 1, Naming.BY_TIME);
  }

  /** Clocks ten years wrong, everything said so many times, updates before creations. */
  public static Habits careless(int perSecond, int copies) {
    return new Habits(perSecond, Duration.ofDays(3652), copies, Naming.BY_UUID_EARLY);
  }

  Habits ofDevice(int device) {
    return device % 2 == 0 ? this : new Habits(perSecond, clockError.negated(), copies, naming);
  }
}
