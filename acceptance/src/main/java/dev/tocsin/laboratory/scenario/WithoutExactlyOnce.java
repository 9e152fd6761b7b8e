package dev.tocsin.laboratory.scenario;

import dev.tocsin.laboratory.plant.Machine;
import dev.tocsin.laboratory.plant.Plant;
import java.time.Duration;

/** A negative control: a processor without exactly-once, which commits rarely, is killed. */
public final class WithoutExactlyOnce implements Scenario {
  private Machine careless;

  @Override
  public int number() {
    return 15;
  }

  @Override
  public String name() {
    return "control, must repeat: exactly-once off, kill -9 of the processor";
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(6);
  }

  @Override
  public void prepare(Plant plant) {
    plant.processor().stop();
    careless =
        plant.newProcessor(
            "careless",
            "--tocsin.processor.exactly-once=false",
            "--tocsin.processor.commit-interval=10s");
    careless.start().awaitReady();
  }

  @Override
  public void inflict(Trial trial) {
    trial.awaitProgress();
    trial.awaitSomeMessages();
    trial.kill(careless);
    careless.start();
    trial.awaitProgress();
  }

  @Override
  public void tidyUp(Plant plant) {
    careless.stop();
    plant.processor().start().awaitReady();
  }
}
