package dev.tocsin.laboratory.scenario;

import dev.tocsin.laboratory.Pause;
import dev.tocsin.laboratory.plant.Machine;
import dev.tocsin.laboratory.plant.Plant;
import java.util.List;

/** 5: each process stands still for a while and goes on as if nothing had been. */
public final class EverythingHeld implements Scenario {
  @Override
  public int number() {
    return 5;
  }

  @Override
  public String name() {
    return "SIGSTOP of each process, then SIGCONT";
  }

  @Override
  public boolean givesAgain() {
    return true;
  }

  @Override
  public void inflict(Trial trial) {
    Plant plant = trial.plant();
    for (Machine machine :
        List.of(
            plant.connector(), plant.processor(), plant.queryApi(), plant.kafka(), plant.mqtt())) {
      trial.awaitSomeMessages();
      trial.fault();
      machine.hold();
      Pause.of(trial.scale().held());
      machine.release();
      trial.awaitProgress();
    }
  }
}
