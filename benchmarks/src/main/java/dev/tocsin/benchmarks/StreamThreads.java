package dev.tocsin.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What the threads that process have used so far; their producers', consumers' and the store's own
 * threads are not among them.
 */
record StreamThreads(long cpuNanos, long allocatedBytes) {
  private static final Pattern NAME = Pattern.compile(".*-StreamThread-\\d+");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static StreamThreads now() {
    long[] ids =
        Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
            .filter(Objects::nonNull)
            .filter(thread -> NAME.matcher(thread.getThreadName()).matches())
            .mapToLong(ThreadInfo::getThreadId)
            .toArray();
    return new StreamThreads(
        Arrays.stream(THREADS.getThreadCpuTime(ids)).sum(),
        Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).sum());
  }

  StreamThreads since(StreamThreads before) {
    return new StreamThreads(cpuNanos - before.cpuNanos, allocatedBytes - before.allocatedBytes);
  }
}
