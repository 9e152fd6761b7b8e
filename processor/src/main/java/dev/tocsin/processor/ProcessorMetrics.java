package dev.tocsin.processor;

import dev.tocsin.event.Rejection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what becomes of inputs and events. */
final class ProcessorMetrics {
  private final MeterRegistry meters;
  private final Counter imported;
  private final Counter unchanged;
  private final Counter expired;

  ProcessorMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.imported =
        Counter.builder("tocsin.entries.imported")
            .description("Entries of inputs that broke no rule")
            .register(meters);
    this.unchanged =
        Counter.builder("tocsin.entries.unchanged")
            .description("Entries that broke no rule and changed nothing, such as redeliveries")
            .register(meters);
    this.expired =
        Counter.builder("tocsin.events.expired")
            .description("Events that were deleted because their retention was up")
            .register(meters);
  }

  void imported(int entries) {
    imported.increment(entries);
  }

  void unchanged() {
    unchanged.increment();
  }

  void expired(int events) {
    expired.increment(events);
  }

  void rejected(Rejection rejection) {
    Counter.builder("tocsin.inputs.rejected")
        .description("Inputs with anything wrong, by the code of the answer")
        .tag("code", rejection.code().name())
        .register(meters)
        .increment();
  }

  void poison(String topic) {
    Counter.builder("tocsin.records.poison")
        .description("Records that could not be read or processed and went to the dead letters")
        .tag("topic", topic)
        .register(meters)
        .increment();
  }
}
