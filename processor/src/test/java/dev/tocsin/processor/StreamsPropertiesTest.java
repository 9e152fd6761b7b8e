package dev.tocsin.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tocsin.kafka.OncePerMinute;
import dev.tocsin.kafka.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StreamsPropertiesTest {
  @ParameterizedTest
  @CsvSource({"25ms, 25", "100ms, 100", "10s, 100"})
  void aThreadThatWaitsForRecordsDoesNotHoldUpItsCommitsNorATaskThatIsReady(
      String commitInterval, long pollMillis) {
    assertThat(properties("tocsin.processor.commit-interval", commitInterval))
        .containsEntry(StreamsConfig.POLL_MS_CONFIG, pollMillis);
  }

  @Test
  void theLongestIntervalIsOneThatStreamsTakes() {
    assertThatCode(() -> new StreamsConfig(properties("tocsin.processor.commit-interval", "10s")))
        .doesNotThrowAnyException();
  }

  @Test
  void anInstanceKeepsANameThatKafkaTakesAndGetsAnotherForOneThatItDoesNot() {
    assertThat(properties("tocsin.processor.instance-id", "processor-1"))
        .containsEntry("consumer.group.instance.id", "processor-1");
    assertThat(properties("tocsin.processor.instance-id", "rack 7/processor:1"))
        .hasEntrySatisfying(
            "consumer.group.instance.id",
            name -> assertThat(name).asString().matches("[a-zA-Z0-9-]{36}"));
  }

  private static Properties properties(String key, String value) {
    ProcessorSettings settings =
        new Binder(new MapConfigurationPropertySource(Map.of(key, value)))
            .bindOrCreate("tocsin", ProcessorSettings.class);
    return StreamsProperties.of(
        settings,
        new Topics(settings.kafka()),
        new ProcessorMetrics(new SimpleMeterRegistry()),
        new OncePerMinute(Clock.systemUTC()));
  }
}
