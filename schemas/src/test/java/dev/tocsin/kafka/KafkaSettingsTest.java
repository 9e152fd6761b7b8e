package dev.tocsin.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
  private static final KafkaSettings SETTINGS =
      new KafkaSettings(null, null, null, null, null, Map.of("security.protocol", "SSL"));

  @Test
  void everyConsumerReadsCommittedRecordsOnly() {
    assertThat(SETTINGS.consumer("reader"))
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("enable.auto.commit", false)
        .containsEntry("client.id", "reader");
  }

  @Test
  void everyProducerIsIdempotentAndWaitsForAllReplicas() {
    assertThat(SETTINGS.producer("writer"))
        .containsEntry("enable.idempotence", true)
        .containsEntry("acks", "all")
        .containsEntry("client.id", "writer");
  }

  @Test
  void furtherSettingsReachEveryClient() {
    assertThat(SETTINGS.client()).containsEntry("security.protocol", "SSL");
    assertThat(SETTINGS.producer("writer")).containsEntry("security.protocol", "SSL");
    assertThat(SETTINGS.consumer("reader")).containsEntry("security.protocol", "SSL");
  }
}
