package dev.tocsin.laboratory.scenario;

import dev.tocsin.laboratory.Program;
import dev.tocsin.laboratory.plant.Machine;

/** 2: the processor dies at random, the last time together with its state. */
public final class ProcessorKilled implements Scenario {
  @Override
  public int number() {
    return 2;
  }

  @Override
  public String name() {
    return "kill -9 of the processor, the last time its state deleted";
  }

  @Override
  public void inflict(Trial trial) {
    Machine processor = trial.plant().processor();
    for (int i = 1; i <= trial.scale().kills(); i++) {
      trial.awaitSomeMessages();
      trial.kill(processor);
      if (i == trial.scale().kills()) {
        Program.clear(trial.plant().folders().state(processor.name()));
      }
      processor.start();
      trial.awaitProgress();
    }
  }
}
