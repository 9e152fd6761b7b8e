package dev.tocsin.laboratory;

import dev.tocsin.laboratory.check.Verdict;
import dev.tocsin.laboratory.check.Witness;
import dev.tocsin.laboratory.plant.Plant;
import dev.tocsin.laboratory.scenario.Scale;
import dev.tocsin.laboratory.scenario.Scenario;
import dev.tocsin.laboratory.scenario.Scenarios;
import dev.tocsin.laboratory.scenario.Trial;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
    SHORT,
    LONG
  }

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

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Torture())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    long next = seed == null ? new Random().nextInt(1_000_000) : seed;
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
    boolean passed = true;
    try (Plant plant = Plant.start();
        Witness witness = new Witness(plant.ports())) {
      do {
        passed &= isTablePassed(plant, witness, next++);
      } while (System.nanoTime() < end);
    }
    return passed ? 0 : 1;
  }

  private boolean isTablePassed(Plant plant, Witness witness, long chosen) {
    String run =
        "%s, commit %s, %d processors, scale %s, seed %d"
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                System.getProperty("tocsin.commit", "unknown"),
                Runtime.getRuntime().availableProcessors(),
                size,
                chosen);
    System.out.println(run);
    Scale scale = size == Size.SHORT ? Scale.SHORT : Scale.LONG;
    boolean passed = true;
    List<String> lines = new ArrayList<>();
    for (Scenario scenario : wanted(Scenarios.all())) {
      if (scenario.obstacle().isPresent()) {
        lines.add(Verdict.skipped(scenario.number(), scenario.name(), scenario.obstacle().get()));
        continue;
      }
      Verdict verdict = Trial.run(plant, witness, scenario, scale, chosen);
      System.out.println(verdict.line());
      verdict.findings().told().forEach(System.out::println);
      lines.add(verdict.line());
      passed &= verdict.isPassed();
    }
    for (Scenario control : wanted(Scenarios.controls())) {
      Verdict verdict = Trial.run(plant, witness, control, scale, chosen);
      System.out.println(verdict.line());
      lines.add(verdict.line());
      passed &= !verdict.isPassed();
    }
    System.out.println("\n" + run + "\n");
    System.out.println(Verdict.HEAD);
    lines.forEach(System.out::println);
    return passed;
  }

  private List<Scenario> wanted(List<Scenario> scenarios) {
    return scenarios.stream()
        .filter(scenario -> only.isEmpty() || only.contains(scenario.number()))
        .toList();
  }
}
