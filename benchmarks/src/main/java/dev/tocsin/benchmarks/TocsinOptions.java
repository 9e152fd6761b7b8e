package dev.tocsin.benchmarks;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which Tocsin is measured over MQTT, and by how many devices: options of commands that do so. */
final class TocsinOptions {
  @Option(
      names = "--devices",
      paramLabel = "N",
      defaultValue = "50",
      description = "Systems, a connection each.")
  private int devices;

  @Option(
      names = "--tocsin",
      paramLabel = "FILE",
      defaultValue = "${sys:tocsin.script:-./tocsin}",
      description = "The script that starts Tocsin.")
  private Path script;

  int devices() {
    return devices;
  }

  Path script() {
    return script;
  }
}
