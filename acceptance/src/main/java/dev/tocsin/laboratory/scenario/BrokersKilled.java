package dev.tocsin.laboratory.scenario;

import dev.tocsin.laboratory.Pause;
import dev.tocsin.laboratory.plant.Machine;
import java.time.Duration;

/**
 * 3: Kafka dies, from the second time on again amid the recovery; and the MQTT broker dies, which
 * may forget what it has confirmed last.
 */
public final class BrokersKilled implements Scenario {
  private static final Duration RECOVERY = Duration.ofSeconds(4);

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
      if (i > 0) {
        kafka.start();
        Pause.of(amidRecovery(trial));
        trial.kill(kafka);
      }
      restart(trial, kafka);

      Machine mqtt = trial.plant().mqtt();
      trial.awaitSomeMessages();
      trial.kill(mqtt);
      trial.ledger().brokerDied();
      restart(trial, mqtt);
    }
  }

  /** Kafka's groups have to find together again, which takes them some seconds. */
  private static Duration amidRecovery(Trial trial) {
    return RECOVERY.plusMillis(trial.random().nextLong(RECOVERY.toMillis()));
  }

  private static void restart(Trial trial, Machine broker) {
    broker.start();
    trial.awaitProgress();
  }
}
