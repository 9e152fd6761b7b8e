package dev.tocsin.laboratory.scenario;

import dev.tocsin.laboratory.check.Tolerance;
import dev.tocsin.laboratory.load.Habits;

/** A kind of fault, which a trial inflicts on the plant while it is under load. */
public interface Scenario {
  /** Its number in the table. */
  int number();

  /** What is done, in a few words. */
  String name();

  /** Returns once the last fault has been inflicted and mended. */
  void inflict(Trial trial);

  /** How the devices behave meanwhile. */
  default Habits habits(Scale scale) {
    return Habits.usual(scale.perSecond());
  }

  /** What the fault gives the MQTT broker a reason for; nothing by default. */
  default Tolerance tolerance() {
    return Tolerance.NONE;
  }
}
