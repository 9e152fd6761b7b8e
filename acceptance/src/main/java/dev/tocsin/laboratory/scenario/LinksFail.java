package dev.tocsin.laboratory.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.laboratory.Pause;
import dev.tocsin.laboratory.plant.Machine;
import dev.tocsin.laboratory.plant.Plant;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** 6: nothing comes through to Kafka and back for a while; the way to MQTT breaks and breaks. */
public final class LinksFail implements Scenario {
  private static final Duration BETWEEN_RESETS = Duration.ofSeconds(3);
  private static final Duration PROGRESS = Duration.ofSeconds(10);

  /** What a service may hold more than before: its heap fills up, and stays below its limit. */
  private static final long TOLERATED_MEGABYTES = 200;

  @Override
  public int number() {
    return 6;
  }

  @Override
  public String name() {
    return "the link to Kafka black-holed, the link to MQTT reset";
  }

  @Override
  public boolean givesAgain() {
    return true;
  }

  @Override
  public void inflict(Trial trial) {
    Plant plant = trial.plant();
    List<Machine> services = plant.services();
    List<Long> before = services.stream().map(Machine::residentMegabytes).toList();
    plant.linkToKafka().cut();
    Pause.of(trial.scale().cut());
    List<Long> meanwhile = services.stream().map(Machine::residentMegabytes).toList();
    plant.linkToKafka().restore();
    trial.fault();
    trial.awaitProgress();
    for (int i = 0; i < trial.scale().resets(); i++) {
      plant.linkToMqtt().reset();
      trial.fault();
      Pause.of(BETWEEN_RESETS);
    }
    plant.linkToMqtt().reset();
    trial.fault();
    long start = System.nanoTime();
    trial.awaitProgress();
    long progress = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertThat(progress).as("ms to progress").isLessThan(PROGRESS.toMillis());
    for (int i = 0; i < services.size(); i++) {
      long after = services.get(i).residentMegabytes();
      System.out.printf(
          "%s holds %d MiB, %d in the black hole, %d after the resets%n",
          services.get(i).name(), before.get(i), meanwhile.get(i), after);
      assertThat(Math.max(meanwhile.get(i), after))
          .as("MiB of the %s", services.get(i).name())
          .isLessThan(before.get(i) + TOLERATED_MEGABYTES);
    }
  }
}
