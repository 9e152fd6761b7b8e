package dev.tocsin.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
  /**
   * A thread's time.
   *
   * @param name that it has in the operating system
   * @param waiting for a core, ready to run
   */
  record OfThread(String name, long micros, long waiting) {
    /** From its files in {@code /proc}; the second has nanoseconds. */
    static OfThread parse(String comm, String schedstat) {
      String[] fields = schedstat.split(" ");
      return new OfThread(
          comm.strip(), Long.parseLong(fields[0]) / 1000, Long.parseLong(fields[1]) / 1000);
    }

    /**
     * What it has come to since.
     *
     * @param then null where the thread is younger
     */
    private OfThread since(OfThread then) {
      return then == null ? this : new OfThread(name, micros - then.micros, waiting - then.waiting);
    }
  }

  static CpuTimes of(ProcessHandle program) throws IOException {
    return new CpuTimes(
        micros(program),
        threads(program.pid()),
        program.descendants().mapToLong(CpuTimes::micros).sum(),
        micros(ProcessHandle.current()));
  }

  /** What the program's compiler threads that live have used; 0 where the system does not say. */
  static long compilers(ProcessHandle program) {
    try {
      return threads(program.pid()).values().stream()
          .filter(thread -> Part.ofThread(thread.name()) == Part.COMPILERS)
          .mapToLong(OfThread::micros)
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    long waiting = 0;
    for (Map.Entry<Long, OfThread> entry : threads.entrySet()) {
      long id = entry.getKey();
      Part part = Part.ofThread(names.getOrDefault(id, entry.getValue().name()));
      OfThread thread = entry.getValue().since(before.threads.get(id));
      used.merge(part, thread.micros(), Long::sum);
      waiting += thread.waiting();
    }
    long named = used.values().stream().mapToLong(Long::longValue).sum() - used.get(Part.REST);
    used.put(Part.REST, Math.max(0, program - before.program - named));
    used.put(Part.SCHEMA_REGISTRY, children - before.children);
    used.put(Part.LOAD, load - before.load);
    used.put(Part.NO_CORE, waiting);
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
      OfThread thread =
          OfThread.parse(
              Files.readString(task.resolve("comm")), Files.readString(task.resolve("schedstat")));
      threads.put(Long.parseLong(task.getFileName().toString()), thread);
    } catch (IOException e) {
      // A thread may end while it is read about.
      if (Files.exists(task)) {
        throw e;
      }
    }
  }
}
