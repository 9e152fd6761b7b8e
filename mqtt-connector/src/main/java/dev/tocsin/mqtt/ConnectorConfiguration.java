package dev.tocsin.mqtt;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connector's beans, for a context of its own or a shared one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectorSettings.class)
public class ConnectorConfiguration {

  @Bean
  Connector mqttConnector(ConnectorSettings settings, MeterRegistry meters) {
    return new Connector(settings, meters, Clock.systemUTC());
  }

  @Bean
  HealthIndicator connector(Connector mqttConnector) {
    return new ConnectorHealth(mqttConnector);
  }
}
