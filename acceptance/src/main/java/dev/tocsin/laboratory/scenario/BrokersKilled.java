package dev.tocsin.laboratory.scenario;

import dev.tocsin.laboratory.plant.Machine;

/** 3: Kafka dies, and the MQTT broker, which may forget what it has confirmed last. */
public final class BrokersKilled implements Scenario {
  @Override
  public int number() {
    return 3;
  }

  @Override
  public String name() {
    return "kill -9 of the Kafka broker, and of the MQTT broker";
  }

  @Override
  public boolean givesAgain() {
    return true;
  }

  @Override
  public void inflict(Trial trial) {
    for (int i = 0; i < trial.scale().brokerKills(); i++) {
      Machine kafka = trial.plant().kafka();
      trial.awaitSomeMessages();
      trial.kill(kafka);
      restart(trial, kafka);

      Machine mqtt = trial.plant().mqtt();
      trial.awaitSomeMessages();
      trial.kill(mqtt);
      trial.ledger().brokerDied();
      restart(trial, mqtt);
    }
  }

  private static void restart(Trial trial, Machine broker) {
    broker.start();
    trial.awaitProgress();
  }
}
