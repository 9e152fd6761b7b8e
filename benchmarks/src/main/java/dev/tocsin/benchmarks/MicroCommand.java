package dev.tocsin.benchmarks;

import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the JMH benchmarks of the hot pieces, time and allocations. */
@Command(
    name = "micro",
    mixinStandardHelpOptions = true,
    description = "The hot pieces alone, with JMH: nanoseconds and bytes allocated per call.")
final class MicroCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATTERN",
      defaultValue = ".*",
      description = "The benchmarks whose names match (default: all).")
  private String pattern;

  @Option(
      names = "--iterations",
      defaultValue = "5",
      description = "Of a second each (default: 5).")
  private int iterations;

  @Option(names = "--forks", defaultValue = "1", description = "JVMs a benchmark (default: 1).")
  private int forks;

  @Override
  public Integer call() throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(pattern)
            .forks(forks)
            .warmupIterations(iterations)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.seconds(1))
            .jvmArgsAppend("-Xmx512m", "-XX:+UseSerialGC")
            .addProfiler(GCProfiler.class);
    new Runner(options.build()).run();
    return 0;
  }
}
