package dev.tocsin.benchmarks;

import dev.tocsin.time.InstantText;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Times as devices write them and as they are told. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InstantTextBenchmark {
  @Param("2025-05-09T13:28:42.611276+00:00")
  public String text;

  private final Instant instant = Samples.NOW;

  @Benchmark
  public Optional<Instant> read() {
    return InstantText.read(text);
  }

  @Benchmark
  public String write() {
    return InstantText.withOffset(instant);
  }
}
