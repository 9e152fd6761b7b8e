package dev.tocsin.benchmarks;

import dev.tocsin.processor.ProcessorSettings;
import org.springframework.boot.context.properties.bind.Binder;

/** The processor's own settings, as they are where nobody sets any. */
final class ProcessorDefaults {
  private ProcessorDefaults() {}

  static ProcessorSettings.Streams get() {
    return new Binder().bindOrCreate("tocsin", ProcessorSettings.class).processor();
  }
}
