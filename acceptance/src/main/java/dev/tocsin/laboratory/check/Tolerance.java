package dev.tocsin.laboratory.check;

/**
 * What a fault gives the MQTT broker a reason for.
 *
 * @param again to hand over a message again
 * @param overtaking to hand over two messages of one device in another order than they came
 */
public record Tolerance(boolean again, boolean overtaking) {
  public static final Tolerance NONE = new Tolerance(false, false);
  public static final Tolerance AGAIN = new Tolerance(true, false);
  public static final Tolerance OVERTAKING = new Tolerance(true, true);
}
