package dev.tocsin.laboratory.scenario;

import dev.tocsin.laboratory.load.Habits;
import dev.tocsin.laboratory.plant.Machine;
import dev.tocsin.laboratory.plant.Plant;
import java.util.List;

/** 10: processors and connectors are added and removed, in turn. */
public final class WorkersComeAndGo implements Scenario {
  @Override
  public int number() {
    return 10;
  }

  @Override
  public String name() {
    return "processors and connectors added and removed";
  }

  @Override
  public Habits habits(Scale scale) {
    return Habits.orderless(scale.perSecond());
  }

  @Override
  public boolean givesAgain() {
    return true;
  }

  @Override
  public void inflict(Trial trial) {
    Plant plant = trial.plant();
    Machine one = plant.newConnector("shared-1", "--tocsin.mqtt.shared-group=laboratory");
    Machine two = plant.newConnector("shared-2", "--tocsin.mqtt.shared-group=laboratory");
    Machine processor = plant.newProcessor("processor-2");
    one.start().awaitReady();
    two.start().awaitReady();
    // The one that reads everything steps back: what comes from now on is shared.
    plant.connector().stop();
    plant.forgetSession(plant.connector());
    for (int i = 0; i < trial.scale().shifts(); i++) {
      trial.fault();
      processor.start();
      two.stop();
      trial.hold(trial.scale().shift());
      trial.fault();
      two.start();
      processor.stop();
      trial.hold(trial.scale().shift());
    }
    trial.awaitCaughtUp();
    plant.connector().start().awaitReady();
    for (Machine connector : List.of(one, two)) {
      connector.stop();
      plant.forgetSession(connector);
    }
  }
}
