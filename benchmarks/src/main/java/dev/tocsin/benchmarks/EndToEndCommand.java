package dev.tocsin.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * All of Tocsin from outside, from a device's publish to the event's message, beside bare bridges
 * between the same brokers.
 */
@Command(
    name = "end-to-end",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "All of Tocsin over MQTT (QoS 1), beside bare bridges between the same brokers.")
final class EndToEndCommand implements Callable<Integer> {
  @Mixin private TocsinOptions options;

  @Option(
      names = "--operators",
      paramLabel = "N",
      defaultValue = "100",
      description = "Acknowledgements that are under way at once.")
  private int operators;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "8",
      description = "Of each measurement.")
  private int seconds;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Times that everything is measured, in turns; the median is shown.")
  private int rounds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      description =
          "Of each; by default until it gets no faster, and a round that does not count; with"
              + " --sweep 60, and the same round.")
  private Integer warmUpSeconds;

  @Option(
      names = "--rate",
      paramLabel = "N",
      split = ",",
      defaultValue = "500,1000",
      description = "Events a second to measure latency at, besides half of the highest rate.")
  private List<Integer> rates;

  @Option(
      names = "--workload",
      paramLabel = "NAME",
      split = ",",
      description = "${COMPLETION-CANDIDATES}; default all. SINGLE has floors.")
  private List<Workload> workloads = List.copyOf(EnumSet.allOf(Workload.class));

  @Option(
      names = "--commit",
      paramLabel = "MS",
      description =
          "Commit interval of the processor and of the floor that commits; default the processor's.")
  private Integer commitMillis;

  @Option(names = "--at-least-once", description = "Commit without exactly-once.")
  private boolean atLeastOnce;

  @Option(
      names = "--sweep",
      paramLabel = "MS",
      arity = "0..1",
      split = ",",
      fallbackValue = "10,20,50,100",
      description =
          "Instead of all that, measure these commit intervals with single events, exactly once and"
              + " at least once, and say which is best; without a value ${FALLBACK-VALUE} ms.")
  private List<Integer> sweep;

  @Option(names = "--no-floor", description = "Leave the floors out.")
  private boolean noFloor;

  @Option(
      names = "--result",
      paramLabel = "FILE",
      defaultValue = "target/bench.json",
      description = "Where the figures are written as JSON.")
  private Path result;

  @Option(
      names = "--beside",
      paramLabel = "FILE",
      description =
          "The script of another checkout, whose Tocsin is measured in turns with this one.")
  private List<Path> others = List.of();

  @Override
  public Integer call() throws Exception {
    Report report = new Report(settings());
    try (Subjects subjects = new Subjects(options.script(), options.devices(), operators)) {
      if (sweep != null) {
        sweep(subjects, report);
      } else {
        measure(subjects, report);
        print(report, subjects.idleCost().percent());
      }
    }
    return 0;
  }

  private void measure(Subjects subjects, Report report) throws Exception {
    if (!noFloor) {
      subjects.startFloor();
      subjects.startFloor(commit());
    }
    subjects.startTocsin(commit());
    for (Path other : others) {
      subjects.startOther(other, commit());
    }
    warmUp(subjects);
    for (int round = 0; round < rounds; round++) {
      subjects.round(Load.of(workloads, rates), Duration.ofSeconds(seconds), report);
    }
  }

  private void sweep(Subjects subjects, Report report) throws Exception {
    Duration warmUp = Duration.ofSeconds(warmUpSeconds == null ? 60 : warmUpSeconds);
    Sweep settings =
        new Sweep(sweep, rates.getFirst(), rounds, Duration.ofSeconds(seconds), warmUp);
    settings.run(subjects, report);
    print(report, subjects.idleCost().percent());
    System.out.printf(
        "By these figures the commit interval is to be %d ms.%n",
        settings.choose(report.medians()));
  }

  private void warmUp(Subjects subjects) throws Exception {
    if (warmUpSeconds != null) {
      for (Subject subject : subjects.all()) {
        subject.warmUp(workloads, Duration.ofSeconds(warmUpSeconds));
      }
      return;
    }
    for (Subject subject : subjects.all()) {
      subject.warmUp();
    }
    subjects.roundThatDoesNotCount(Load.of(workloads, rates), Duration.ofSeconds(seconds));
  }

  private void print(Report report, Map<String, Double> idlePercent) throws Exception {
    report.writeJson(result, idlePercent);
    System.out.println();
    System.out.print(report.markdown());
    System.out.println();
    System.out.print(report.costs());
    System.out.println();
    idlePercent.forEach(
        (name, percent) ->
            System.out.printf(
                "While others were measured, %s took %.1f %% of a core.%n", name, percent));
    System.out.println("The same as JSON, with each round: " + result);
  }

  private CommitSetting commit() {
    CommitSetting defaults = CommitSetting.ofProcessor();
    return new CommitSetting(
        commitMillis == null ? defaults.interval() : Duration.ofMillis(commitMillis),
        defaults.exactlyOnce() && !atLeastOnce);
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("devices", Integer.toString(options.devices()));
    settings.put("seconds", Integer.toString(seconds));
    settings.put("rounds", Integer.toString(rounds));
    settings.put("commit", sweep != null ? "sweep of " + sweep : commit().toString());
    settings.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    settings.put("java", Runtime.version().toString());
    settings.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return settings;
  }
}
