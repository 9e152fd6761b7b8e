package dev.tocsin.laboratory.scenario;

import dev.tocsin.laboratory.plant.Machine;
import dev.tocsin.laboratory.plant.Plant;
import java.time.Duration;

/** A negative control: a bridge that acknowledges before Kafka has it is killed. */
public final class AcknowledgedTooEarly implements Scenario {
  private Machine bridge;

  @Override
  public int number() {
    return 14;
  }

  @Override
  public String name() {
    return "control, must lose: acknowledgement before Kafka";
  }

  @Override
  public String root() {
    return HastyBridge.ROOT;
  }

  @Override
  public boolean givesAgain() {
    return true;
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(6);
  }

  @Override
  public void prepare(Plant plant) {
    bridge = plant.newProgram("hasty", HastyBridge.class, Integer.toString(plant.ports().mqtt()));
    bridge.start().awaitOutput(HastyBridge.READY);
  }

  @Override
  public void inflict(Trial trial) {
    trial.awaitSomeMessages();
    trial.kill(bridge);
    bridge.start().awaitOutput(HastyBridge.READY);
    trial.awaitProgress();
  }

  @Override
  public void tidyUp(Plant plant) {
    bridge.close();
    plant.forgetSession(bridge);
  }
}
