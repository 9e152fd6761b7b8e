package dev.tocsin.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void aClientCanBeMadeBeforeItsHostHasAName() {
    assertThatCode(() -> Admin.create(onHosts("kafka.invalid:9092").client()).close())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka:9092", " a:1, b.example:2 ,[::1]:3"})
  void hostsWithPortsAreTaken(String servers) {
    assertThat(onHosts(servers).bootstrapServers()).isEqualTo(servers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "kafka:", ":9092", "a:1,,b:2", "a:1 b:2", ""})
  void hostsWithoutPortsAreRefused(String servers) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> onHosts(servers))
        .withMessageContaining("tocsin.kafka.bootstrap-servers must be host:port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"registry:8081", "127.0.0.1:8081", "ftp://registry", "http://", "http://a b"})
  void aRegistryThatIsNoUrlIsRefused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KafkaSettings(null, url, null, null, null, null))
        .withMessageContaining(
            "tocsin.kafka.schema-registry-url must begin with http:// or https://");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plant/", "plant 7.", "Anlage-\u00e4."})
  void aPrefixThatKafkaDoesNotTakeIsRefused(String prefix) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KafkaSettings(null, null, prefix, null, null, null))
        .withMessageContaining("tocsin.kafka.topic-prefix must be");
  }

  @ParameterizedTest
  @ValueSource(shorts = {0, -2})
  void aReplicationFactorOfNothingIsRefused(short factor) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KafkaSettings(null, null, null, null, factor, null))
        .withMessageContaining("tocsin.kafka.replication-factor must be at least 1");
  }

  @ParameterizedTest
  @CsvSource({
    "security.protocol, SSH",
    "compression.type, foo",
    "isolation.level, foo",
    "request.timeout.ms, soon"
  })
  void whatKafkasClientsWouldRefuseIsRefusedAtOnce(String key, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KafkaSettings(null, null, null, null, null, Map.of(key, value)))
        .withMessageStartingWith("tocsin.kafka.clients: Invalid value " + value)
        .withMessageContaining(key);
  }

  @Test
  void whatWouldTakeTheirPromiseFromOurProducersIsRefused() {
    Map<String, String> clients = Map.of("max.in.flight.requests.per.connection", "6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KafkaSettings(null, null, null, null, null, clients))
        .withMessageContaining("at most 5");
  }

  private static KafkaSettings onHosts(String servers) {
    return new KafkaSettings(servers, null, null, null, null, null);
  }
}
