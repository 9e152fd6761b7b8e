package dev.tocsin.laboratory.scenario;

import dev.tocsin.laboratory.load.Habits;

/** 11: clocks ten years wrong in both directions, everything said fifty times. */
public final class CarelessDevices implements Scenario {
  @Override
  public int number() {
    return 11;
  }

  @Override
  public String name() {
    return "clocks wrong by ten years, each message sent 50 times, updates before creations";
  }

  @Override
  public Habits habits(Scale scale) {
    return Habits.careless(scale.perSecond() * 5, 50);
  }

  @Override
  public void inflict(Trial trial) {
    trial.fault();
    for (int i = 0; i < trial.scale().brokerKills(); i++) {
      trial.awaitSomeMessages();
    }
  }
}
