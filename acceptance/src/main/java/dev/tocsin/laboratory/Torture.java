package dev.tocsin.laboratory;

import dev.tocsin.laboratory.check.Verdict;
import dev.tocsin.laboratory.scenario.Scale;
import dev.tocsin.laboratory.scenario.Scenario;
import dev.tocsin.laboratory.scenario.Scenarios;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Inflicts faults on a Tocsin of real processes, and checks its promises: the laboratory. */
@Command(
    name = "./tocsin torture",
    mixinStandardHelpOptions = true,
    description =
        "Inflicts every fault of the table on Tocsin under load, and checks that nothing is lost,"
            + " nothing happens twice and everything goes on by itself.")
public final class Torture implements Callable<Integer> {
  /** How much of everything. */
  enum Size {
    SHORT(Scale.SHORT),
    LONG(Scale.LONG);

    private final Scale scale;

    Size(Scale scale) {
      this.scale = scale;
    }
  }

  /** A line of the table, and whether it is as it should be. */
  private record Outcome(String line, boolean passed) {}

  @Option(names = "--scale", description = "SHORT (minutes) or LONG (an hour); default LONG.")
  private Size size = Size.LONG;

  @Option(
      names = "--seed",
      description = "Sends what another run with this seed has sent; default a random one.")
  private Long seed;

  @Option(
      names = "--minutes",
      description = "Begins the table again, with the next seed, until so much time is over.")
  private int minutes;

  @Option(names = "--only", split = ",", description = "The numbers of the scenarios to run.")
  private List<Integer> only = List.of();

  @Option(
      names = "--plants",
      description =
          "How many Tocsins suffer beside each other; default ${DEFAULT-VALUE}. Each keeps two cores busy.",
      defaultValue = "1")
  private int plants;

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Torture())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    long next = seed == null ? new Random().nextInt(1_000_000) : seed;
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    boolean passed = true;
    try (Laboratory laboratory = new Laboratory(plants)) {
      do {
        passed &= isTablePassed(laboratory, next++);
      } while (System.nanoTime() < end);
    }
    return passed ? 0 : 1;
  }

  private boolean isTablePassed(Laboratory laboratory, long chosen) throws InterruptedException {
    String run =
        "%s, commit %s, %d processors, %d plants, scale %s, seed %d"
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                System.getProperty("tocsin.commit", "unknown"),
                Runtime.getRuntime().availableProcessors(),
                plants,
                size,
                chosen);
    System.out.println(run);
    List<Scenario> controls = wanted(Scenarios.controls());
    List<Scenario> scenarios =
        Stream.concat(wanted(Scenarios.all()).stream(), controls.stream()).toList();
    Map<Scenario, Future<Verdict>> trials = new HashMap<>();
    for (Scenario scenario : scenarios) {
      if (scenario.obstacle().isEmpty()) {
        trials.put(scenario, laboratory.submit(scenario, size.scale, chosen));
      }
    }
    boolean passed = true;
    List<String> lines = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      Outcome outcome = outcome(scenario, trials.get(scenario), controls.contains(scenario));
      System.out.println(outcome.line());
      lines.add(outcome.line());
      passed &= outcome.passed();
    }
    System.out.println("\n" + run + "\n");
    System.out.println(Verdict.HEAD);
    lines.forEach(System.out::println);
    return passed;
  }

  /**
   * @param trial null where the machine cannot have the scenario
   */
  private static Outcome outcome(Scenario scenario, Future<Verdict> trial, boolean isControl)
      throws InterruptedException {
    if (trial == null) {
      return new Outcome(without(scenario, "skipped: " + scenario.obstacle().orElseThrow()), true);
    }
    try {
      Verdict verdict = trial.get();
      verdict.findings().told().forEach(System.out::println);
      return new Outcome(verdict.line(), verdict.isPassed() != isControl);
    } catch (ExecutionException e) {
      e.getCause().printStackTrace();
      return new Outcome(without(scenario, "not finished: " + e.getCause().getMessage()), false);
    }
  }

  private static String without(Scenario scenario, String reason) {
    return Verdict.without(scenario.number(), scenario.name(), reason);
  }

  private List<Scenario> wanted(List<Scenario> scenarios) {
    return scenarios.stream()
        .filter(scenario -> only.isEmpty() || only.contains(scenario.number()))
        .toList();
  }
}
