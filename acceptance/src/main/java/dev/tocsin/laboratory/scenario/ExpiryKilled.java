package dev.tocsin.laboratory.scenario;

import static org.awaitility.Awaitility.await;

import dev.tocsin.laboratory.check.ExpiryCheck;
import dev.tocsin.laboratory.plant.Machine;
import dev.tocsin.laboratory.plant.Plant;
import java.time.Duration;

/** 13: once the load is over, what has ended is deleted, and who deletes it dies amid that. */
public final class ExpiryKilled implements Scenario {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Machine forgetful;

  @Override
  public int number() {
    return 13;
  }

  @Override
  public String name() {
    return "retention, and kill -9 of the processor amid it";
  }

  @Override
  public void prepare(Plant plant) {
    forgetful = plant.newProcessor("forgetful", "--tocsin.processor.retention=1s");
  }

  @Override
  public void inflict(Trial trial) {
    trial.awaitSomeMessages();
  }

  @Override
  public void afterwards(Trial trial) {
    ExpiryCheck expiry = trial.expiry();
    trial.plant().processor().stop();
    forgetful.start();
    for (int i = 0; i < trial.scale().kills(); i++) {
      int before = expiry.changes();
      await("the next events are deleted, or all are")
          .atMost(PATIENCE)
          .until(() -> expiry.changes() > before || expiry.difference().isEmpty());
      trial.kill(forgetful);
      forgetful.start();
    }
    await("what is over is deleted, once, and nothing else")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(expiry::difference, String::isEmpty);
  }

  @Override
  public void tidyUp(Plant plant) {
    forgetful.stop();
    plant.processor().start().awaitReady();
  }
}
