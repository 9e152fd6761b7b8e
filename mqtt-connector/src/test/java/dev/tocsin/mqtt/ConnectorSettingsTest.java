package dev.tocsin.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ConnectorSettingsTest {

  @Test
  void without_any_setting_everything_is_on_this_host() {
    ConnectorSettings settings = bind(Map.of());

    assertThat(settings.kafka().bootstrapServers()).isEqualTo("127.0.0.1:9092");
    assertThat(settings.mqtt().address()).isEqualTo("127.0.0.1:1883");
    assertThat(settings.mqtt().version()).isEqualTo(5);
    assertThat(settings.mqtt().maxInFlightBytes()).isEqualTo(DataSize.ofMegabytes(64));
    assertThat(settings.mqtt().inputFilters()).containsExactly("drivr/v1/+/input/event/#");
  }

  @Test
  void a_group_shares_the_subscription() {
    assertThat(bind(Map.of("tocsin.mqtt.shared-group", "connectors")).mqtt().inputFilters())
        .containsExactly("$share/connectors/drivr/v1/+/input/event/#");
  }

  @Test
  void an_instance_can_be_given_some_of_the_domains() {
    assertThat(
            bind(Map.of("tocsin.mqtt.slugs", "acme, initech", "tocsin.mqtt.root", "plant"))
                .mqtt()
                .inputFilters())
        .containsExactly("plant/acme/input/event/#", "plant/initech/input/event/#");
  }

  @Test
  void tls_has_a_port_of_its_own() {
    assertThat(bind(Map.of("tocsin.mqtt.tls", "true")).mqtt().port()).isEqualTo(8883);
  }

  @Test
  void the_password_is_not_in_the_text() {
    assertThat(bind(Map.of("tocsin.mqtt.password", "secret"))).asString().doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "tocsin.mqtt.port, 0",
    "tocsin.mqtt.port, 70000",
    "tocsin.mqtt.version, 4",
    "tocsin.mqtt.client-id, ''",
    "tocsin.mqtt.root, drivr/#",
    "tocsin.mqtt.root, /drivr",
    "tocsin.mqtt.slugs, a/b",
    "tocsin.mqtt.shared-group, a/b",
    "tocsin.mqtt.max-in-flight-bytes, 1MB",
    "tocsin.mqtt.max-publishes-in-flight, 0",
    "tocsin.mqtt.max-packet-bytes, 100",
    "tocsin.mqtt.max-packet-bytes, 257MB",
    "tocsin.kafka.partitions, 0",
  })
  void a_wrong_setting_is_named(String key, String value) {
    assertThatThrownBy(() -> bind(Map.of(key, value))).rootCause().hasMessageContaining(key);
  }

  @Test
  void mqtt_3_has_no_shared_subscriptions() {
    assertThatThrownBy(
            () ->
                bind(Map.of("tocsin.mqtt.version", "3", "tocsin.mqtt.shared-group", "connectors")))
        .rootCause()
        .hasMessageContaining("tocsin.mqtt.shared-group");
  }

  static ConnectorSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("tocsin", ConnectorSettings.class);
  }
}
