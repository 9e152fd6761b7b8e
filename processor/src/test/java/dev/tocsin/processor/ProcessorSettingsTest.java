package dev.tocsin.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tocsin.event.Retention;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ProcessorSettingsTest {
  @Test
  void eventsAreKeptForEverUnlessARetentionIsSet() {
    assertThat(retention(Map.of())).isEqualTo(Retention.FOREVER.time());
    assertThat(retention(Map.of("tocsin.processor.retention", "")))
        .isEqualTo(Retention.FOREVER.time());
    assertThat(retention(Map.of("tocsin.processor.retention", "90d")))
        .isEqualTo(Duration.ofDays(90));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "30", "999ms", "-1d"})
  void aRetentionThatCannotBeMeantIsRefusedByItsName(String value) {
    assertThatThrownBy(() -> retention(Map.of("tocsin.processor.retention", value)))
        .rootCause()
        .hasMessageContaining("tocsin.processor.retention must be at least 1 s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10001ms", "10999ms", "1m"})
  void anIntervalLongerThanATransactionIsRefusedByItsName(String value) {
    assertThatThrownBy(() -> bind(Map.of("tocsin.processor.commit-interval", value)))
        .rootCause()
        .hasMessageContaining("tocsin.processor.commit-interval must be 1 ms to 10 s");
  }

  @Test
  void theGroupIsNamedByTheTopicsPrefixUnlessItHasANameOfItsOwn() {
    String prefix = "tocsin.kafka.topic-prefix";
    assertThat(bind(Map.of()).applicationId()).isEqualTo("tocsin-processor");
    assertThat(bind(Map.of(prefix, "plant-7.")).applicationId())
        .isEqualTo("plant-7.event-processor");
    assertThat(bind(Map.of(prefix, "tocsin-")).applicationId()).isEqualTo("tocsin-event-processor");
    assertThat(
            bind(Map.of(prefix, "plant-7.", "tocsin.processor.application-id", "own"))
                .applicationId())
        .isEqualTo("own");
  }

  @Test
  void aNameThatKafkaDoesNotTakeIsRefused() {
    assertThatThrownBy(() -> bind(Map.of("tocsin.processor.application-id", "plant/7")))
        .rootCause()
        .hasMessageContaining("tocsin.processor.application-id must be");
  }

  private static Duration retention(Map<String, String> settings) {
    return bind(settings).processor().retention();
  }

  private static ProcessorSettings bind(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("tocsin", ProcessorSettings.class);
  }
}
