package dev.tocsin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** Who holds what resident. */
enum Memory {
  /** The program, with what it maps. */
  PROGRAM,
  /** Of that, files that it maps, which the system takes back when it needs room. */
  MAPPED_FILES,
  /** The program's children. */
  SCHEMA_REGISTRY,
  /** This process. */
  LOAD;

  /** In MiB; zeros where the system does not say. */
  static Map<Memory, Double> megabytes(ProcessHandle program) {
    Map<Memory, Double> held = new EnumMap<>(Memory.class);
    held.put(PROGRAM, megabytes(program, "VmRSS:"));
    held.put(MAPPED_FILES, megabytes(program, "RssFile:"));
    held.put(
        SCHEMA_REGISTRY,
        program.descendants().mapToDouble(child -> megabytes(child, "VmRSS:")).sum());
    held.put(LOAD, megabytes(ProcessHandle.current(), "VmRSS:"));
    return held;
  }

  private static double megabytes(ProcessHandle process, String field) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
      return lines
              .filter(line -> line.startsWith(field))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElse(0)
          / 1024.0;
    } catch (IOException e) {
      return 0;
    }
  }
}
