package dev.tocsin.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program under measurement with its data and its load: a floor, or Tocsin. */
final class Subject implements AutoCloseable {
  /** What each other workload is warmed up for, where the first one has done most of it. */
  private static final Duration BRIEFLY = Duration.ofSeconds(5);

  private final String name;
  private final Program program;
  private final MqttLoad load;
  private double highest;

  Subject(String name, Program program, MqttLoad load) {
    this.name = name;
    this.program = program;
    this.load = load;
  }

  String name() {
    return name;
  }

  boolean takes(Load wanted) {
    return wanted.hasFloor() || !name.startsWith(Report.FLOOR);
  }

  /** With single events until it gets no faster. */
  void warmUp() throws InterruptedException {
    System.out.println(name);
    load.warmUp(Workload.SINGLE);
  }

  /** With single events for so long, then briefly with each other workload it takes. */
  void warmUp(Iterable<Workload> workloads, Duration duration) throws InterruptedException {
    System.out.printf("%s%n  warmed up: %,.0f/s%n", name, load.warmUp(Workload.SINGLE, duration));
    for (Workload workload : workloads) {
      if (workload != Workload.SINGLE && takes(new Load(workload, new Pace.FlatOut()))) {
        load.warmUp(workload, BRIEFLY);
      }
    }
  }

  /** Of acknowledging, the console's mutations are a measurement of their own. */
  List<Measurement> measure(Load wanted, Duration duration)
      throws IOException, InterruptedException {
    int perSecond =
        switch (wanted.pace()) {
          case Pace.Fixed fixed -> fixed.perSecond();
          case Pace.FlatOut all -> 0;
          case Pace.HalfOfAll half -> (int) (highest / 2);
        };
    MqttLoad.Figures figures = load.run(wanted.workload(), perSecond, duration);
    if (wanted.equals(new Load(Workload.SINGLE, new Pace.FlatOut()))) {
      highest = figures.perSecond();
    }
    List<Measurement> measured = new ArrayList<>();
    measured.add(
        new Measurement(
            name,
            wanted.title(),
            figures.perSecond(),
            Measurement.millis(figures.latency()),
            figures.cpuMicros(),
            Memory.megabytes(program.handle())));
    if (wanted.workload() == Workload.ACKNOWLEDGED) {
      measured.add(
          new Measurement(
              name,
              wanted.title() + ": ackEvent",
              figures.perSecond(),
              Measurement.millis(figures.answers().orElseThrow()),
              Map.of(),
              Map.of()));
    }
    return measured;
  }

  /** What it has used of the processors so far. */
  Duration cpu() {
    return program.cpu();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    load.close();
    program.close();
  }
}
