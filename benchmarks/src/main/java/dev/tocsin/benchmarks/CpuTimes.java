package dev.tocsin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a program, its children and this process have used of the processors until one moment, in
 * microseconds.
 *
 * @param program with the threads that have ended
 * @param threads of the program, by id; none where the system does not say
 */
record CpuTimes(long program, Map<Long, OfThread> threads, long children, long load) {
  /** A thread's time, with the name that it has in the operating system. */
  record OfThread(String name, long micros) {
    /** From its line in {@code /proc}. */
    static OfThread parse(String stat) {
      int begin = stat.indexOf('(');
      int end = stat.lastIndexOf(')'); // A name may hold anything.
      String[] fields = stat.substring(end + 2).split(" ");
      long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]); // Of user, of system.
      return new OfThread(stat.substring(begin + 1, end), ticks * TICK_MICROS);
    }
  }

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
   * @param names that are better known than the operating system's, by id
   */
  Map<Part, Long> since(CpuTimes before, Map<Long, String> names) {
    Map<Part, Long> used = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      used.put(part, 0L);
    }
    threads.forEach(
        (id, thread) -> {
          Part part = Part.ofThread(names.getOrDefault(id, thread.name()));
          OfThread then = before.threads.get(id);
          used.merge(part, thread.micros() - (then == null ? 0 : then.micros()), Long::sum);
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

  private static Map<Long, OfThread> threads(long pid) throws IOException {
    Path tasks = Path.of("/proc/" + pid + "/task");
    Map<Long, OfThread> threads = new HashMap<>();
    if (Files.isDirectory(tasks)) {
      try (Stream<Path> ids = Files.list(tasks)) {
        for (Path task : (Iterable<Path>) ids::iterator) {
          read(task, threads);
        }
      }
    }
    return threads;
  }

  private static void read(Path task, Map<Long, OfThread> threads) throws IOException {
    try {
      OfThread thread = OfThread.parse(Files.readString(task.resolve("stat")));
      threads.put(Long.parseLong(task.getFileName().toString()), thread);
    } catch (NoSuchFileException e) {
      // It has ended meanwhile.
    }
  }
}
