package dev.tocsin.benchmarks;

import dev.tocsin.processor.ProcessorSettings;

/**
 * How a topology runs.
 *
 * @param rocksdbMemory the bytes that all stores may hold in memory together
 */
record Tuning(int threads, int commitMillis, boolean exactlyOnce, long rocksdbMemory) {
  /** As the service has it. */
  static Tuning ofProcessor() {
    ProcessorSettings.Streams defaults = CommitSetting.processorDefaults();
    return new Tuning(
        defaults.threads(),
        Math.toIntExact(defaults.commitInterval().toMillis()),
        defaults.exactlyOnce(),
        defaults.rocksdbMemory());
  }

  Tuning withThreads(int number) {
    return new Tuning(number, commitMillis, exactlyOnce, rocksdbMemory);
  }

  Tuning withCommit(int millis, boolean once) {
    return new Tuning(threads, millis, once, rocksdbMemory);
  }

  Tuning withRocksdbMemory(long bytes) {
    return new Tuning(threads, commitMillis, exactlyOnce, bytes);
  }

  String guarantee() {
    return exactlyOnce ? "exactly once" : "at least once";
  }
}
