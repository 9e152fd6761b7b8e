package dev.tocsin.mqtt;

import dev.tocsin.benchmarks.Samples;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to read the topic of an input: a right one, a wrong one and one of an answer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InputTopicBenchmark {
  private static final String ROOT = "drivr/v1";

  @Param({"/json", "/yaml", "/json/error"})
  public String end;

  private String topic;

  @Setup
  public void topic() {
    topic = ROOT + "/" + Samples.SLUG + "/input/event/s/" + Samples.SYSTEM + end;
  }

  @Benchmark
  public Object parse() {
    return InputTopic.parse(ROOT, topic);
  }
}
