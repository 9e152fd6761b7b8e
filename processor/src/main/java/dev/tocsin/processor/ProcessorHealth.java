package dev.tocsin.processor;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while every task of this instance has its state and takes records. */
final class ProcessorHealth implements HealthIndicator {
  private final StreamsLifecycle streams;

  ProcessorHealth(StreamsLifecycle streams) {
    this.streams = streams;
  }

  @Override
  public Health health() {
    Health.Builder health = streams.isProcessing() ? Health.up() : Health.outOfService();
    return health.withDetail("streams", streams.state()).build();
  }
}
