package dev.tocsin.query;

import dev.tocsin.kafka.KafkaSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * The settings that all services share: {@code tocsin.*}.
 *
 * @param kafka where Kafka and the schema registry are
 */
@ConfigurationProperties("tocsin")
public record KafkaConnection(@NestedConfigurationProperty KafkaSettings kafka) {
  public KafkaConnection {
    kafka = kafka == null ? new KafkaSettings(null, null, null, null, null, null) : kafka;
  }
}
