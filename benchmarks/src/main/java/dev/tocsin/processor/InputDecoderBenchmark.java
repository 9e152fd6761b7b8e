package dev.tocsin.processor;

import dev.tocsin.benchmarks.Samples;
import dev.tocsin.event.PayloadFormat;
import dev.tocsin.kafka.message.MqttInput;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From a payload's bytes to entries that the rules can judge. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InputDecoderBenchmark {
  @Param({"JSON", "MSGPACK"})
  public PayloadFormat format;

  private final InputDecoder decoder = new InputDecoder();
  private MqttInput single;
  private MqttInput hundred;

  @Setup
  public void payloads() {
    single = Samples.input(Samples.SYSTEM, format, Samples.payload(format, Samples.NOW));
    hundred = Samples.input(Samples.SYSTEM, format, Samples.batch(format, Samples.NOW, 100));
  }

  @Benchmark
  public Object oneEntry() {
    return decoder.decode(single);
  }

  @Benchmark
  public Object aHundredEntries() {
    return decoder.decode(hundred);
  }
}
