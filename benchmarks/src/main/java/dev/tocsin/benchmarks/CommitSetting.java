package dev.tocsin.benchmarks;

import dev.tocsin.processor.ProcessorSettings;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;

/** When a processor commits, and what it promises by that. */
record CommitSetting(Duration interval, boolean exactlyOnce) {

  /** What a processor does that nobody tells anything. */
  static CommitSetting ofProcessor() {
    ProcessorSettings.Streams defaults = processorDefaults();
    return new CommitSetting(defaults.commitInterval(), defaults.exactlyOnce());
  }

  static ProcessorSettings.Streams processorDefaults() {
    return new Binder().bindOrCreate("tocsin", ProcessorSettings.class).processor();
  }

  /** As arguments of a program. */
  static CommitSetting parse(String millis, String exactlyOnce) {
    return new CommitSetting(
        Duration.ofMillis(Long.parseLong(millis)), Boolean.parseBoolean(exactlyOnce));
  }

  List<String> arguments() {
    return List.of(Long.toString(interval.toMillis()), Boolean.toString(exactlyOnce));
  }

  /** As options of a JVM that Tocsin runs in. */
  String systemProperties() {
    return "-Dtocsin.processor.commit-interval=%dms -Dtocsin.processor.exactly-once=%b"
        .formatted(interval.toMillis(), exactlyOnce);
  }

  @Override
  public String toString() {
    return "commit " + interval.toMillis() + (exactlyOnce ? "" : ", at least once");
  }
}
