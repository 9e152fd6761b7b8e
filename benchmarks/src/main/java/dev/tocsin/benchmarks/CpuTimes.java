package dev.tocsin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a program, its children and this process have used of the processors until one moment, in
 * microseconds.
 *
 * @param program with the threads that have ended
 * @param threads of the program, by id; none where the system does not say
 */
record CpuTimes(long program, Map<Long, Long> threads, long children, long load) {
  /** What Linux counts in, towards programs. */
  private static final long TICK_MICROS = 10_000;

  static CpuTimes of(ProcessHandle program) throws IOException {
    return new CpuTimes(
        micros(program),
        threads(program.pid()),
        program.descendants().mapToLong(CpuTimes::micros).sum(),
        micros(ProcessHandle.current()));
  }

  /**
   * What each part has used since.
   *
   * @param names of threads by id
   */
  Map<Part, Long> since(CpuTimes before, Map<Long, String> names) {
    Map<Part, Long> used = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      used.put(part, 0L);
    }
    threads.forEach(
        (id, micros) -> {
          Part part = Part.ofThread(names.getOrDefault(id, ""));
          used.merge(part, micros - before.threads.getOrDefault(id, 0L), Long::sum);
        });
    long named = used.values().stream().mapToLong(Long::longValue).sum() - used.get(Part.REST);
    used.put(Part.REST, Math.max(0, program - before.program - named));
    used.put(Part.SCHEMA_REGISTRY, children - before.children);
    used.put(Part.LOAD, load - before.load);
    return used;
  }

  private static long micros(ProcessHandle process) {
    return process.info().totalCpuDuration().map(cpu -> cpu.toNanos() / 1000).orElse(0L);
  }

  private static Map<Long, Long> threads(long pid) throws IOException {
    Path tasks = Path.of("/proc/" + pid + "/task");
    Map<Long, Long> threads = new HashMap<>();
    if (Files.isDirectory(tasks)) {
      try (Stream<Path> ids = Files.list(tasks)) {
        for (Path task : (Iterable<Path>) ids::iterator) {
          read(task, threads);
        }
      }
    }
    return threads;
  }

  private static void read(Path task, Map<Long, Long> threads) throws IOException {
    try {
      long ticks = ticks(Files.readString(task.resolve("stat")));
      threads.put(Long.parseLong(task.getFileName().toString()), ticks * TICK_MICROS);
    } catch (NoSuchFileException e) {
      // It has ended meanwhile.
    }
  }

  /** Of user and of system, from a thread's line; its name may hold anything. */
  static long ticks(String stat) {
    String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return List.of(11, 12).stream().mapToLong(i -> Long.parseLong(afterName[i])).sum();
  }
}
