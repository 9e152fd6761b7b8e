package dev.tocsin.laboratory.scenario;

import dev.tocsin.laboratory.load.Habits;
import dev.tocsin.laboratory.plant.Plant;
import java.time.Duration;
import java.util.Optional;

/** A kind of fault, which a trial inflicts on the plant while it is under load. */
public interface Scenario {
  /** Its number in the table. */
  int number();

  /** What is done, in a few words. */
  String name();

  /** What the topics that the devices publish to begin with. */
  default String root() {
    return "drivr/v1";
  }

  /** Why it cannot be had on this machine. */
  default Optional<String> obstacle() {
    return Optional.empty();
  }

  /** Changes the plant before anything is sent. */
  default void prepare(Plant plant) {}

  /** Gives the plant back as it was. */
  default void tidyUp(Plant plant) {}

  /** How long what is missing is waited for once the load is over. */
  default Duration patience() {
    return Duration.ofMinutes(3);
  }

  /** Returns once the last fault has been inflicted and mended. */
  void inflict(Trial trial);

  /** What is left to inflict once the load is over and has had its effects. */
  default void afterwards(Trial trial) {}

  /** How the devices behave meanwhile. */
  default Habits habits(Scale scale) {
    return Habits.usual(scale.perSecond());
  }

  /** Whether the fault gives the MQTT broker a reason to hand over a message again. */
  default boolean givesAgain() {
    return false;
  }
}
