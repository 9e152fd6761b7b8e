package dev.tocsin.mqtt;

import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up when messages pass in both directions. */
final class ConnectorHealth implements HealthIndicator {
  private final Connector connector;

  ConnectorHealth(Connector connector) {
    this.connector = connector;
  }

  @Override
  public Health health() {
    List<String> obstacles = connector.obstacles();
    return obstacles.isEmpty()
        ? Health.up().build()
        : Health.down().withDetail("obstacles", obstacles).build();
  }
}
