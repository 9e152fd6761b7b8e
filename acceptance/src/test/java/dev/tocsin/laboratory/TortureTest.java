package dev.tocsin.laboratory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tocsin.laboratory.check.Verdict;
import dev.tocsin.laboratory.scenario.Scale;
import dev.tocsin.laboratory.scenario.Scenario;
import dev.tocsin.laboratory.scenario.Scenarios;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of {@code ./tocsin torture}: each fault once. */
@TestInstance(Lifecycle.PER_CLASS)
class TortureTest {
  private static final long SEED = 4;
  private static final List<Scenario> SCENARIOS = Scenarios.all();
  private static final List<Scenario> CONTROLS = Scenarios.controls();

  private final Laboratory laboratory = new Laboratory(1);
  private final Map<Scenario, Future<Verdict>> trials = new HashMap<>();

  /** All at once: the tests below wait for what they assert. */
  @BeforeAll
  void start() {
    assumeTrue(Program.isInstalled("mosquitto"));
    Stream.of(SCENARIOS, CONTROLS)
        .flatMap(List::stream)
        .filter(scenario -> scenario.obstacle().isEmpty())
        .forEach(scenario -> trials.put(scenario, laboratory.submit(scenario, Scale.SHORT, SEED)));
  }

  @AfterAll
  void stop() {
    laboratory.close();
  }

  static Stream<Named<Scenario>> everyScenario() {
    return named(SCENARIOS);
  }

  static Stream<Named<Scenario>> everyControl() {
    return named(CONTROLS);
  }

  private static Stream<Named<Scenario>> named(List<Scenario> scenarios) {
    return scenarios.stream().map(scenario -> Named.of(scenario.name(), scenario));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyScenario")
  void nothingIsLostNothingHappensTwiceAndNothingStops(Scenario scenario) throws Exception {
    scenario
        .obstacle()
        .ifPresent(
            obstacle -> {
              System.out.println(
                  Verdict.without(scenario.number(), scenario.name(), "skipped: " + obstacle));
              abort(obstacle);
            });
    Verdict verdict = trials.get(scenario).get();
    System.out.println(verdict.line());
    assertThat(verdict.findings().told()).as(verdict.line()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyControl")
  void theCheckerFindsWhatIsBroken(Scenario control) throws Exception {
    Verdict verdict = trials.get(control).get();
    System.out.println(verdict.line());
    assertThat(verdict.findings().lost() + verdict.findings().twice())
        .as(verdict.line())
        .isPositive();
  }
}
