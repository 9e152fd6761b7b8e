package dev.tocsin.mqtt;

import dev.tocsin.kafka.KafkaSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings of the connector: {@code tocsin.kafka.*} and {@code tocsin.mqtt.*}. */
@ConfigurationProperties("tocsin")
public record ConnectorSettings(
    @DefaultValue KafkaSettings kafka, @DefaultValue MqttSettings mqtt) {}
