package dev.tocsin.laboratory.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tocsin.laboratory.Console;
import dev.tocsin.laboratory.Console.Model;
import dev.tocsin.laboratory.check.Aftermath;
import dev.tocsin.laboratory.load.Fuzz;
import dev.tocsin.laboratory.load.Vandal;
import dev.tocsin.laboratory.plant.Machine;
import dev.tocsin.laboratory.plant.Plant;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** 12: damaged payloads and topics, among those that are right. */
public final class InputsDamaged implements Scenario {
  private static final int ROUND = 1_000;

  /** What the live objects of a service may differ by: what is under way, and caches. */
  private static final long TOLERATED_MEGABYTES = 32;

  private static final String ANSWERS = "tocsin_connector_received_total{outcome=\"own_answer\"}";

  @Override
  public int number() {
    return 12;
  }

  @Override
  public String name() {
    return "fuzzed payloads and topics";
  }

  @Override
  public void inflict(Trial trial) {
    Plant plant = trial.plant();
    List<Machine> services = List.of(plant.connector(), plant.processor());
    double answersBefore = plant.of(plant.connector()).metric(ANSWERS);
    long answers = 0;
    Map<Machine, Long> before = new HashMap<>();
    trial.fault();
    try (Aftermath aftermath = new Aftermath(plant.ports());
        Vandal vandal = new Vandal(plant.ports().mqtt(), fuzz(trial))) {
      for (int sent = 0; sent < trial.scale().fuzz(); sent += ROUND) {
        List<Fuzz.Damaged> round = vandal.send(ROUND);
        answers += round.stream().filter(Fuzz.Damaged::isAnswer).count();
        aftermath.await(round);
        services.forEach(service -> before.computeIfAbsent(service, Machine::liveMegabytes));
      }
    }
    double expected = answersBefore + answers;
    await("what pretends to be an answer is counted")
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> assertThat(plant.of(plant.connector()).metric(ANSWERS)).isEqualTo(expected));
    for (Machine service : services) {
      assertThat(service.liveMegabytes())
          .as("MiB that the %s holds", service.name())
          .isLessThan(before.get(service) + TOLERATED_MEGABYTES);
      assertThat(service.output()).as(service.name()).doesNotContain("starts again");
    }
  }

  private static Fuzz fuzz(Trial trial) {
    Console console = new Console(trial.plant().graphQl());
    Model model = console.createModelOfSystems("RANGED", "");
    return new Fuzz(console.createSystem(), model, trial.random());
  }
}
