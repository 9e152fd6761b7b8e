package dev.tocsin.laboratory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.laboratory.check.Verdict;
import dev.tocsin.laboratory.check.Witness;
import dev.tocsin.laboratory.plant.Plant;
import dev.tocsin.laboratory.scenario.Scale;
import dev.tocsin.laboratory.scenario.Scenario;
import dev.tocsin.laboratory.scenario.Scenarios;
import dev.tocsin.laboratory.scenario.Trial;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of {@code ./tocsin torture}: each fault once, on one plant. */
@TestInstance(Lifecycle.PER_CLASS)
class TortureTest {
  private static final long SEED = 4;

  private Plant plant;
  private Witness witness;

  @BeforeAll
  void start() {
    assumeTrue(Program.isInstalled("mosquitto"));
    plant = Plant.start();
    witness = new Witness(plant.ports());
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (plant != null) {
      witness.close();
      plant.close();
    }
  }

  static Stream<Named<Scenario>> everyScenario() {
    return named(Scenarios.all());
  }

  static Stream<Named<Scenario>> everyControl() {
    return named(Scenarios.controls());
  }

  private static Stream<Named<Scenario>> named(List<Scenario> scenarios) {
    return scenarios.stream().map(scenario -> Named.of(scenario.name(), scenario));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyScenario")
  void nothingIsLostNothingHappensTwiceAndNothingStops(Scenario scenario) {
    scenario
        .obstacle()
        .ifPresent(
            obstacle -> {
              System.out.println(Verdict.skipped(scenario.number(), scenario.name(), obstacle));
              abort(obstacle);
            });
    Verdict verdict = Trial.run(plant, witness, scenario, Scale.SHORT, SEED);
    System.out.println(verdict.line());
    assertThat(verdict.findings().told()).as(verdict.line()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyControl")
  void theCheckerFindsWhatIsBroken(Scenario control) {
    Verdict verdict = Trial.run(plant, witness, control, Scale.SHORT, SEED);
    System.out.println(verdict.line());
    assertThat(verdict.findings().lost() + verdict.findings().twice())
        .as(verdict.line())
        .isPositive();
  }
}
