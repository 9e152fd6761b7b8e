package dev.tocsin.processor;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the processor, alone or beside the other services. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProcessorSettings.class)
public class ProcessorConfiguration {

  @Bean
  StreamsLifecycle processorStreams(ProcessorSettings settings, MeterRegistry meters) {
    return new StreamsLifecycle(settings, new ProcessorMetrics(meters), Clock.systemUTC());
  }

  /** The bean's name is the health component's. */
  @Bean
  ProcessorHealth processor(StreamsLifecycle streams) {
    return new ProcessorHealth(streams);
  }
}
