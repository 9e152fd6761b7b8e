package dev.tocsin.benchmarks;

import dev.tocsin.standalone.BenchmarkBrokers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * All of Tocsin from outside, from a device's publish to the event's message, beside a bare bridge
 * between the same brokers.
 */
@Command(
    name = "end-to-end",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "All of Tocsin over MQTT (QoS 1), beside a bare bridge between the same brokers.")
final class EndToEndCommand implements Callable<Integer> {
  private static final String JAVA_OPTIONS = "TOCSIN_JAVA_OPTIONS";

  @Option(names = "--devices", defaultValue = "50", description = "Systems, a connection each.")
  private int devices;

  @Option(names = "--seconds", defaultValue = "10", description = "Of each measurement.")
  private int seconds;

  @Option(
      names = "--rate",
      split = ",",
      defaultValue = "500,1000",
      description = "Events a second to measure latency at, besides half of the highest rate.")
  private List<Integer> rates;

  @Option(
      names = "--workload",
      split = ",",
      description = "${COMPLETION-CANDIDATES}; default all. SINGLE has a floor.")
  private List<Workload> workloads = List.copyOf(EnumSet.allOf(Workload.class));

  @Option(
      names = "--commit",
      split = ",",
      defaultValue = "",
      description = "commit.interval.ms of the processor, one or more; default its own.")
  private List<String> commits;

  @Option(names = "--at-least-once", description = "Sweep at-least-once besides exactly-once.")
  private boolean atLeastOnce;

  @Option(names = "--no-floor", description = "Leave the floor out.")
  private boolean noFloor;

  @Option(
      names = "--result",
      defaultValue = "target/bench.json",
      description = "Where the figures are written as JSON.")
  private Path result;

  @Option(
      names = "--tocsin",
      defaultValue = "${sys:tocsin.script:-./tocsin}",
      description = "The script that starts Tocsin.")
  private Path script;

  private Report report;

  @Override
  public Integer call() throws Exception {
    report = new Report(settings());
    if (!noFloor) {
      measureFloor(Report.FLOOR);
      String commit = Long.toString(ProcessorDefaults.get().commitInterval().toMillis());
      measureFloor(Report.FLOOR + ", commit " + commit, commit);
    }
    for (String commit : commits) {
      measureTocsin(commit, true);
      if (atLeastOnce) {
        measureTocsin(commit, false);
      }
    }
    Files.createDirectories(result.toAbsolutePath().getParent());
    report.writeJson(result);
    System.out.println();
    System.out.print(report.markdown());
    System.out.println();
    System.out.println("The same as JSON: " + result);
    return 0;
  }

  private void measureFloor(String name, String... arguments) throws Exception {
    Path folder = Files.createTempDirectory("tocsin-bench");
    int mqtt = BenchmarkBrokers.anyFreePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                BareBridge.class.getName(),
                Integer.toString(mqtt),
                Integer.toString(BenchmarkBrokers.anyFreePort()),
                folder.toString()));
    command.addAll(List.of(arguments));
    List<UUID> systems = Stream.generate(UUID::randomUUID).limit(devices).toList();
    try (Program bridge = Program.start(command, Map.of(), BareBridge.READY);
        MqttLoad load = new MqttLoad(mqtt, systems, bridge)) {
      measureSingle(name, bridge, load);
    } finally {
      delete(folder);
    }
  }

  private void measureTocsin(String commit, boolean exactlyOnce) throws Exception {
    Path folder = Files.createTempDirectory("tocsin-bench");
    int mqtt = BenchmarkBrokers.anyFreePort();
    int http = BenchmarkBrokers.anyFreePort();
    List<String> options = new ArrayList<>();
    options.add(System.getenv().getOrDefault(JAVA_OPTIONS, ""));
    List<String> name = new ArrayList<>(List.of("Tocsin"));
    if (!commit.isEmpty()) {
      options.add("-Dtocsin.processor.commit-interval=" + commit + "ms");
      name.add("commit " + commit);
    }
    if (!exactlyOnce) {
      options.add("-Dtocsin.processor.exactly-once=false");
      name.add("at least once");
    }
    Map<String, String> environment =
        Map.of(
            "TOCSIN_MQTT_PORT",
            Integer.toString(mqtt),
            "TOCSIN_HTTP_PORT",
            Integer.toString(http),
            "TOCSIN_KAFKA_PORT",
            Integer.toString(BenchmarkBrokers.anyFreePort()),
            "TOCSIN_REGISTRY_PORT",
            Integer.toString(BenchmarkBrokers.anyFreePort()),
            "TOCSIN_DATA_DIR",
            folder.toString(),
            JAVA_OPTIONS,
            String.join(" ", options));
    try (Program tocsin =
            Program.start(List.of(script.toString(), "up"), environment, "Tocsin is ready");
        MqttLoad load = new MqttLoad(mqtt, register(new GraphQl(http)), tocsin)) {
      for (Workload workload : workloads) {
        if (workload == Workload.SINGLE) {
          measureSingle(String.join(", ", name), tocsin, load);
        } else {
          measure(String.join(", ", name), tocsin, workload.title(), () -> flatOut(load, workload));
        }
      }
    } finally {
      delete(folder);
    }
  }

  private List<UUID> register(GraphQl graphQl) throws IOException, InterruptedException {
    graphQl.create(
        "createEventModel(code: \"%s\", entityType: SYSTEM, eventType: RANGED, eventLevel: WARNING, message: \"The load is above the limit.\")"
            .formatted(Samples.MODEL_CODE));
    List<UUID> systems = new ArrayList<>();
    for (int i = 0; i < devices; i++) {
      systems.add(
          graphQl.create("createSystem(code: \"ems-%1$d\", name: \"System %1$d\")".formatted(i)));
    }
    return systems;
  }

  private void measureSingle(String subject, Program program, MqttLoad load) throws Exception {
    Workload single = Workload.SINGLE;
    load.warmUp(single);
    for (int rate : rates) {
      measure(
          subject,
          program,
          "%s, %d/s".formatted(single.title(), rate),
          () -> load.paced(single, rate, Duration.ofSeconds(seconds)));
    }
    double highest =
        measure(subject, program, single.title() + ", all", () -> flatOut(load, single));
    measure(
        subject,
        program,
        single.title() + ", half of all",
        () -> load.paced(single, (int) (highest / 2), Duration.ofSeconds(seconds)));
  }

  private MqttLoad.Figures flatOut(MqttLoad load, Workload workload) throws InterruptedException {
    return load.flatOut(workload, Duration.ofSeconds(seconds));
  }

  private double measure(
      String subject, Program program, String load, Callable<MqttLoad.Figures> measurement)
      throws Exception {
    MqttLoad.Figures figures = measurement.call();
    Report.Row row =
        new Report.Row(
            subject,
            load,
            figures.perSecond(),
            figures.cpuMicros(),
            program.residentMegabytes(),
            figures.latency());
    report.rows().add(row);
    System.out.printf("%s: %s: %,.0f/s %s%n", subject, load, row.perSecond(), row.millis());
    return figures.perSecond();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("devices", Integer.toString(devices));
    settings.put("seconds", Integer.toString(seconds));
    settings.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    settings.put("java", Runtime.version().toString());
    settings.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return settings;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
