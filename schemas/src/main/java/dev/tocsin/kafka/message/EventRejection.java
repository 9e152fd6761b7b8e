package dev.tocsin.kafka.message;

import dev.tocsin.event.Rejection;
import java.time.Instant;

/** An MQTT message that had anything wrong with it, with what its device is told. */
public record EventRejection(MqttInput input, Rejection rejection, Instant rejectedAt) {}
