package dev.tocsin.laboratory.scenario;

import dev.tocsin.laboratory.plant.Machine;

/** 1: the connector dies at random, and with a queue of messages waiting for its session. */
public final class ConnectorKilled implements Scenario {
  @Override
  public int number() {
    return 1;
  }

  @Override
  public String name() {
    return "kill -9 of the connector";
  }

  @Override
  public boolean givesAgain() {
    return true;
  }

  @Override
  public void inflict(Trial trial) {
    Machine connector = trial.plant().connector();
    for (int i = 1; i < trial.scale().kills(); i++) {
      trial.awaitSomeMessages();
      trial.kill(connector);
      connector.start();
      trial.awaitProgress();
    }
    trial.kill(connector);
    trial.queue(trial.scale().backlog());
    connector.start();
    trial.awaitProgress();
    trial.kill(connector);
    connector.start();
    trial.awaitProgress();
  }
}
