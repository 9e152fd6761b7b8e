package dev.tocsin.laboratory.scenario;

import dev.tocsin.laboratory.Pause;
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
    // The one that reads everything steps back: what comes from now on is shared.
    plant.connector().stop();
    plant.forgetSession(plant.connector());
    for (int i = 0; i < trial.scale().shifts(); i++) {
      replace(trial, two, processor);
      replace(trial, processor, two);
    }
    trial.awaitCaughtUp();
    plant.connector().start().awaitReady();
    for (Machine connector : List.of(one, two)) {
      connector.stop();
      plant.forgetSession(connector);
    }
  }

  /** One comes as another goes, and has been there for a while when this returns. */
  private static void replace(Trial trial, Machine going, Machine coming) {
    trial.fault();
    coming.start();
    if (going.isRunning()) {
      going.stop();
    }
    Pause.of(trial.scale().shift());
    coming.awaitReady();
  }
}
