package dev.tocsin.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.kafka.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class StreamsPropertiesTest {
  @ParameterizedTest
  @CsvSource({"25ms, 25", "100ms, 100", "10s, 100"})
  void aThreadThatWaitsForRecordsDoesNotHoldUpItsCommitsNorATaskThatIsReady(
      String commitInterval, long pollMillis) {
    ProcessorSettings settings =
        new Binder(
                new MapConfigurationPropertySource(
                    Map.of("tocsin.processor.commit-interval", commitInterval)))
            .bindOrCreate("tocsin", ProcessorSettings.class);

    assertThat(
            StreamsProperties.of(
                settings,
                new Topics(settings.kafka()),
                new ProcessorMetrics(new SimpleMeterRegistry())))
        .containsEntry(StreamsConfig.POLL_MS_CONFIG, pollMillis);
  }
}
