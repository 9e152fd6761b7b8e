package dev.tocsin.benchmarks;

import dev.tocsin.standalone.BenchmarkBrokers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Everything that is measured in one run, in turns: each is there from its start to the end, so
 * that what a turn finds is as warm, and the machine as quiet, as the turn before found it.
 */
final class Subjects implements AutoCloseable {
  private final Path script;
  private final int devices;
  private final int operators;
  private final List<Subject> all = new ArrayList<>();
  private final IdleCost idleCost = new IdleCost();

  /**
   * @param script that starts Tocsin
   * @param devices of each, a connection each
   * @param operators who acknowledge at once
   */
  Subjects(Path script, int devices, int operators) {
    this.operators = operators;
    this.script = script;
    this.devices = devices;
  }

  List<Subject> all() {
    return all;
  }

  IdleCost idleCost() {
    return idleCost;
  }

  /** What is fast under one load is not yet under the next one: a first round is always slower. */
  void roundThatDoesNotCount(List<Load> loads, Duration duration) throws Exception {
    System.out.println("A round that does not count:");
    round(loads, duration, new Report(Map.of()));
  }

  void round(List<Load> loads, Duration duration, Report report) throws Exception {
    for (Load load : loads) {
      measure(load, duration, report);
    }
  }

  /** Measures each that takes it under this load, one after the other. */
  private void measure(Load load, Duration duration, Report report) throws Exception {
    for (Subject subject : all) {
      if (subject.takes(load)) {
        List<Subject> others = all.stream().filter(other -> other != subject).toList();
        Callable<List<Measurement>> measuring = () -> subject.measure(load, duration);
        idleCost.beside(others, measuring).forEach(report::add);
      }
    }
  }

  void startFloor() throws Exception {
    startFloor(Report.FLOOR, List.of());
  }

  void startFloor(CommitSetting commit) throws Exception {
    startFloor(Report.FLOOR + ", " + commit, commit.arguments());
  }

  private void startFloor(String name, List<String> arguments) throws Exception {
    Path folder = Files.createTempDirectory("tocsin-bench");
    int mqtt = BenchmarkBrokers.anyFreePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A heap as large as Tocsin's, and pages.
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(BareBridge.class.getName());
    command.add(Integer.toString(mqtt));
    command.add(Integer.toString(BenchmarkBrokers.anyFreePort()));
    command.add(folder.toString());
    command.addAll(arguments);
    List<UUID> systems = Stream.generate(UUID::randomUUID).limit(devices).toList();
    Program bridge = Program.start(command, Map.of(), folder, BareBridge.READY);
    add(name, bridge, () -> new MqttLoad(mqtt, systems, bridge.handle(), Optional.empty()));
  }

  static String nameOfTocsin(CommitSetting commit) {
    return "Tocsin, " + commit;
  }

  void startTocsin(CommitSetting commit) throws Exception {
    startTocsin(nameOfTocsin(commit), script, commit);
  }

  /**
   * Starts the Tocsin of another checkout.
   *
   * @param otherScript that starts it
   */
  void startOther(Path otherScript, CommitSetting commit) throws Exception {
    startTocsin("%s, %s".formatted(otherScript, commit), otherScript, commit);
  }

  private void startTocsin(String name, Path started, CommitSetting commit) throws Exception {
    RunningTocsin tocsin = RunningTocsin.start(started, commit);
    Program program = tocsin.program();
    Optional<Console> console = Optional.of(new Console(tocsin.graphQl(), operators));
    add(
        name,
        program,
        () -> new MqttLoad(tocsin.mqttPort(), tocsin.register(devices), program.handle(), console));
  }

  private void add(String name, Program program, Callable<MqttLoad> load) throws Exception {
    try {
      all.add(new Subject(name, program, load.call()));
    } catch (Exception e) {
      program.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Subject subject : all) {
      subject.close();
    }
    all.clear();
  }
}
